package app.velvet.auth.statictext;

import app.velvet.api.parameters.Fields;

/** What a text is to be. */
record NewStaticText(StaticTextType type, String text) {

    private static final int LONGEST_TYPE = 255;
    private static final int LONGEST_TEXT = 100_000;

    static NewStaticText read(Fields fields) {
        var type = fields.requiredText("type", LONGEST_TYPE);
        return new NewStaticText(
                type == null ? null : StaticTextType.require(type), fields.requiredText("text", LONGEST_TEXT));
    }
}
