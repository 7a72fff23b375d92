package app.velvet.push.device;

import app.velvet.api.parameters.WireName;

/** What a device runs, and so which provider reaches it. */
public enum Platform implements WireName {
    IOS("ios"),
    ANDROID("android");

    private final String wireName;

    Platform(String wireName) {
        this.wireName = wireName;
    }

    /** Also how it is stored. */
    @Override
    public String wireName() {
        return wireName;
    }
}
