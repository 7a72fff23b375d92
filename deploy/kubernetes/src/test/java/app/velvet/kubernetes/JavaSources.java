package app.velvet.kubernetes;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The classes of some modules, as they are written: read by the compiler's parser, without being compiled. */
final class JavaSources {

    private static final Path SOURCES = Path.of("src", "main", "java");

    private final List<ClassTree> classes = new ArrayList<>();
    private final Map<String, ExpressionTree> constants = new HashMap<>();

    private JavaSources() {}

    static JavaSources of(Collection<Path> modules) {
        JavaSources sources = new JavaSources();
        List<Path> files = modules.stream()
                .map(module -> module.resolve(SOURCES))
                .flatMap(JavaSources::javaFiles)
                .toList();
        try {
            for (CompilationUnitTree file : parse(files)) {
                sources.add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterable<? extends CompilationUnitTree> parse(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, null, null);
        return ((JavacTask) compiler.getTask(
                        null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files)))
                .parse();
    }

    private void add(CompilationUnitTree file) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                classes.add(type);
                type.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .map(VariableTree.class::cast)
                        .filter(field -> field.getInitializer() != null)
                        .forEach(field ->
                                constants.put(type.getSimpleName() + "." + field.getName(), field.getInitializer()));
                return super.visitClass(type, nothing);
            }
        }.scan(file, null);
    }

    List<ClassTree> classes() {
        return classes;
    }

    Optional<ClassTree> find(String name) {
        return classes.stream()
                .filter(type -> type.getSimpleName().contentEquals(name))
                .findFirst();
    }

    /** Returns the text that an expression in a class stands for, if that can be told from constants. */
    Optional<String> text(ClassTree within, Tree expression) {
        if (expression instanceof LiteralTree literal) {
            return Optional.of(String.valueOf(literal.getValue()));
        }
        if (expression instanceof IdentifierTree name) {
            return constant(within.getSimpleName() + "." + name, within);
        }
        if (expression instanceof MemberSelectTree member) {
            String type = member.getExpression().toString();
            return find(type).flatMap(owner -> constant(type + "." + member.getIdentifier(), owner));
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return text(within, sum.getLeftOperand())
                    .flatMap(left -> text(within, sum.getRightOperand()).map(right -> left + right));
        }
        return Optional.empty();
    }

    private Optional<String> constant(String name, ClassTree owner) {
        return Optional.ofNullable(constants.get(name)).flatMap(value -> text(owner, value));
    }

    /** Returns all texts that stand in a tree. */
    List<String> literals(Tree tree) {
        List<String> literals = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    literals.add(text);
                }
                return null;
            }
        }.scan(tree, null);
        return literals;
    }
}
