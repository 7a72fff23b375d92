package app.velvet.auth.session;

import app.velvet.api.parameters.WireName;

enum MobileOs implements WireName {
    IOS("ios"),
    ANDROID("android");

    private final String wireName;

    MobileOs(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
