package app.velvet.contacts.contact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What has to hold all at once, in Hibernate's query language, and the parameters that this names. */
final class Conditions {

    private final List<String> conditions;
    private final List<String> sets;
    private final Map<String, Object> parameters;

    Conditions() {
        conditions = new ArrayList<>();
        sets = new ArrayList<>();
        parameters = new LinkedHashMap<>();
    }

    private Conditions(Conditions others) {
        conditions = new ArrayList<>(others.conditions);
        sets = new ArrayList<>(others.sets);
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

    /** @param ids queries for ids, in one of which the contact's has to be */
    void addSet(List<String> ids) {
        sets.add("(" + String.join(" union ", ids) + ")");
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

    /** PostgreSQL foresees how many are in one set; how many are in several of them at once, it guesses much too low. */
    @Override
    public String toString() {
        var all = new ArrayList<>(conditions);
        if (!sets.isEmpty()) {
            all.add("c.id in (" + String.join(" intersect ", sets) + ")");
        }
        return String.join(" and ", all);
    }
}
