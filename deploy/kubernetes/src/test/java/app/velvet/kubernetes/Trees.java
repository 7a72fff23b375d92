package app.velvet.kubernetes;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is looked for in the trees of classes. */
final class Trees {

    private Trees() {}

    static List<MethodTree> methods(ClassTree type) {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .toList();
    }

    static Tree returned(ClassTree type, String method) {
        return methods(type).stream()
                .filter(candidate -> candidate.getName().contentEquals(method))
                .flatMap(found -> found.getBody().getStatements().stream())
                .filter(ReturnTree.class::isInstance)
                .map(statement -> ((ReturnTree) statement).getExpression())
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getSimpleName() + "." + method + " returns nothing"));
    }

    static void forEachCall(ClassTree type, String method, java.util.function.Consumer<MethodInvocationTree> action) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                String called = call.getMethodSelect().toString();
                boolean hasArguments = !call.getArguments().isEmpty();
                if (hasArguments && (called.equals(method) || called.endsWith("." + method))) {
                    action.accept(call);
                }
                return super.visitMethodInvocation(call, nothing);
            }
        }.scan(type, null);
    }

    static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String type) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(type))
                .map(AnnotationTree.class::cast)
                .findFirst();
    }

    static List<AnnotationTree> annotationsWithin(ClassTree type, String annotation) {
        List<AnnotationTree> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAnnotation(AnnotationTree candidate, Void nothing) {
                if (candidate.getAnnotationType().toString().equals(annotation)) {
                    found.add(candidate);
                }
                return super.visitAnnotation(candidate, nothing);
            }
        }.scan(type, null);
        return found;
    }

    static String single(List<String> texts, String where) {
        if (texts.size() != 1) {
            throw new AssertionError(where + ": one text was expected, not " + texts);
        }
        return texts.get(0);
    }
}
