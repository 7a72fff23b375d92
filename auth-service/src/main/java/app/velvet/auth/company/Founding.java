package app.velvet.auth.company;

import app.velvet.api.parameters.Fields;
import app.velvet.auth.user.NewUser;

/**
 * A company to be.
 *
 * @param manager its first user, who will be permitted everything
 */
record Founding(NewCompany company, NewUser manager) {

    static Founding read(Fields fields) {
        return new Founding(
                fields.requiredTree("company", NewCompany::read), fields.requiredTree("manager", NewUser::read));
    }
}
