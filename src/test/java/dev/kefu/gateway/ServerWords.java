package dev.kefu.gateway;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The Chinese texts that stand in the source, read off its syntax trees: literals, what is joined
/// to them with `+` or `formatted`, and both sides of `? :`. What is only known at run time is a
/// [#HOLE].
final class ServerWords {

  /// Where a value comes in. No text holds one of its own.
  static final String HOLE = "\0";

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern PLACE = Pattern.compile("%(?:\\d\\$)?[sd]");

  /// What compares, searches or splits words instead of saying them.
  private static final Set<String> LOOKING =
      Set.of(
          "compile",
          "matches",
          "contains",
          "equals",
          "startsWith",
          "endsWith",
          "indexOf",
          "replace",
          "replaceAll",
          "unless",
          "cities",
          "List.of",
          "Set.of",
          "Map.entry");

  /// An expression; a variable's text `{{stock|else:…}}` is none.
  private static final Pattern EXPRESSION = Pattern.compile("\\(\\?|\\|");

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{[^}]*}}");

  /// A text of the source.
  ///
  /// @param file `package/Type`, below `dev.kefu`
  /// @param refusal whether it is given to a `Refusal` right there
  record Said(String file, String text, boolean refusal) {}

  private ServerWords() {}

  /// @param root of the Java sources
  /// @return every text a person could read, in the order of the files
  static List<Said> in(Path root) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var found = new ArrayList<Said>();
    try (var manager = compiler.getStandardFileManager(null, null, null);
        var files = Files.walk(root)) {
      var sources = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
      var units = manager.getJavaFileObjectsFromPaths(sources);
      var task = (JavacTask) compiler.getTask(null, manager, _ -> {}, null, null, units);
      for (var unit : task.parse()) {
        var path = root.toUri().relativize(unit.getSourceFile().toUri()).getPath();
        var file = path.replace("dev/kefu/", "").replace(".java", "");
        new Reader((text, refusal) -> found.add(new Said(file, text, refusal))).scan(unit, null);
      }
    }
    return found;
  }

  private interface Ear {

    void hear(String text, boolean refusal);
  }

  private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final Ear ear;

    Reader(Ear ear) {
      this.ear = ear;
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
      if (!(tree instanceof ExpressionTree expression) || !isText(expression)) {
        return super.scan(tree, null);
      }
      texts(expression).stream().filter(Reader::isSaid).forEach(this::tell);
      holes(expression).forEach(hole -> scan(hole, null));
      return null;
    }

    private void tell(String text) {
      // The scanner has not stepped into the text yet: the path ends with what holds it.
      for (var at = getCurrentPath(); at != null; at = at.getParentPath()) {
        switch (at.getLeaf()) {
          case MethodInvocationTree call when LOOKING.contains(named(call)) -> {
            return;
          }
          case NewClassTree made when made.getIdentifier().toString().equals("Refusal") -> {
            ear.hear(text, true);
            return;
          }
          case MethodInvocationTree _, NewClassTree _, VariableTree _ -> {
            ear.hear(text, false);
            return;
          }
          default -> {}
        }
      }
      ear.hear(text, false);
    }

    private static boolean isSaid(String text) {
      return HAN.matcher(text).find()
          && !EXPRESSION.matcher(VARIABLE.matcher(text).replaceAll("")).find();
    }

    /// The method, with its class where that is what tells.
    private static String named(MethodInvocationTree call) {
      var whole = call.getMethodSelect().toString();
      return LOOKING.contains(whole) ? whole : whole.substring(whole.lastIndexOf('.') + 1);
    }

    private static boolean isText(ExpressionTree tree) {
      return switch (tree) {
        case LiteralTree literal -> literal.getValue() instanceof String;
        case BinaryTree binary -> binary.getKind() == Tree.Kind.PLUS;
        case MethodInvocationTree call -> isFormatted(call);
        default -> false;
      };
    }

    private static boolean isFormatted(MethodInvocationTree call) {
      return call.getMethodSelect() instanceof MemberSelectTree select
          && select.getIdentifier().contentEquals("formatted")
          && select.getExpression() instanceof LiteralTree;
    }

    private static List<String> texts(ExpressionTree tree) {
      return switch (tree) {
        case LiteralTree literal ->
            List.of(PLACE.matcher(String.valueOf(literal.getValue())).replaceAll(HOLE));
        case ParenthesizedTree inner -> texts(inner.getExpression());
        case ConditionalExpressionTree either -> {
          var both = new ArrayList<>(texts(either.getTrueExpression()));
          both.addAll(texts(either.getFalseExpression()));
          yield both;
        }
        case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
          var lefts = texts(sum.getLeftOperand());
          var rights = texts(sum.getRightOperand());
          yield lefts.stream().flatMap(left -> rights.stream().map(right -> left + right)).toList();
        }
        case MethodInvocationTree call when isFormatted(call) ->
            texts(((MemberSelectTree) call.getMethodSelect()).getExpression());
        default -> List.of(HOLE);
      };
    }

    /// What stands in the holes may hold texts of its own.
    private static List<Tree> holes(ExpressionTree tree) {
      return switch (tree) {
        case LiteralTree _ -> List.of();
        case ParenthesizedTree inner -> holes(inner.getExpression());
        case ConditionalExpressionTree either -> {
          var all = new ArrayList<Tree>(List.of(either.getCondition()));
          all.addAll(holes(either.getTrueExpression()));
          all.addAll(holes(either.getFalseExpression()));
          yield all;
        }
        case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
          var all = new ArrayList<>(holes(sum.getLeftOperand()));
          all.addAll(holes(sum.getRightOperand()));
          yield all;
        }
        case MethodInvocationTree call when isFormatted(call) ->
            new ArrayList<>(call.getArguments());
        default -> List.of(tree);
      };
    }
  }
}
