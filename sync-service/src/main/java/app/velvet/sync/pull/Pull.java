package app.velvet.sync.pull;

import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.Parameters;

/** What a client asks for, and how he wants it. */
record Pull(Question question, Manner manner) {

    /**
     * @param companyId the asking company, whose cursors are read
     * @throws app.velvet.api.error.InvalidFieldsException (400) if the manner is wrong; to a wrong question there is an
     *     answer
     */
    static Pull of(Parameters parameters, long companyId) {
        return new Pull(Question.of(parameters, companyId), Fields.read(parameters, Manner::read));
    }
}
