package app.velvet.contacts.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What has to hold all at once, in Hibernate's query language, and the parameters that this names. */
public final class Conditions {

    private final String id;
    private final List<String> conditions;
    private final List<String> sets;
    private final Map<String, Object> parameters;

    /** @param id of what they are about, as a query names it, e.g. {@code n.id} */
    public Conditions(String id) {
        this.id = id;
        conditions = new ArrayList<>();
        sets = new ArrayList<>();
        parameters = new LinkedHashMap<>();
    }

    private Conditions(Conditions others) {
        id = others.id;
        conditions = new ArrayList<>(others.conditions);
        sets = new ArrayList<>(others.sets);
        parameters = new LinkedHashMap<>(others.parameters);
    }

    public Conditions copy() {
        return new Conditions(this);
    }

    public void add(String condition) {
        conditions.add(condition);
    }

    public void add(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }

    /** @param ids queries for ids, in one of which the id has to be */
    public void addSet(List<String> ids) {
        sets.add("(" + String.join(" union ", ids) + ")");
    }

    /** Makes a parameter of a value. */
    public String parameter(Object value) {
        var name = "value" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    /** Nothing fulfils them. */
    public void exclude() {
        add("1 = 0");
    }

    public <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    /** PostgreSQL foresees how many are in one set; how many are in several of them at once, it guesses much too low. */
    @Override
    public String toString() {
        var all = new ArrayList<>(conditions);
        if (!sets.isEmpty()) {
            all.add(id + " in (" + String.join(" intersect ", sets) + ")");
        }
        return String.join(" and ", all);
    }
}
