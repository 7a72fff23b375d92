package app.velvet.contacts.contact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What has to hold all at once, in Hibernate's query language, and the parameters that this names. */
final class Conditions {

    private final List<String> conditions;
    private final Map<String, Object> parameters;

    Conditions() {
        conditions = new ArrayList<>();
        parameters = new LinkedHashMap<>();
    }

    private Conditions(Conditions others) {
        conditions = new ArrayList<>(others.conditions);
        parameters = new LinkedHashMap<>(others.parameters);
    }

    Conditions copy() {
        return new Conditions(this);
    }

    void add(String condition) {
        conditions.add(condition);
    }

    void add(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }

    /** Makes a parameter of a value. */
    String parameter(Object value) {
        var name = "value" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    /** Nothing fulfils them. */
    void exclude() {
        add("1 = 0");
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    @Override
    public String toString() {
        return String.join(" and ", conditions);
    }
}
