package app.velvet.sync.pull;

import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.Parameters;
import app.velvet.api.parameters.RequestParameters;
import io.vertx.ext.web.RoutingContext;

/** What a client asks for, and how he wants it. */
record Pull(Question question, Manner manner) {

    private static final String KEY = Pull.class.getName();

    /** That of a request, which is read once: {@link #of(Parameters, long)}. */
    static Pull of(RoutingContext request, long companyId) {
        Pull read = request.get(KEY);
        if (read == null) {
            read = of(RequestParameters.of(request), companyId);
            request.put(KEY, read);
        }
        return read;
    }

    /**
     * @param companyId the asking company, whose cursors are read
     * @throws app.velvet.api.error.InvalidFieldsException (400) if the manner is wrong; to a wrong question there is an
     *     answer
     */
    static Pull of(Parameters parameters, long companyId) {
        return new Pull(Question.of(parameters, companyId), Fields.read(parameters, Manner::read));
    }
}
