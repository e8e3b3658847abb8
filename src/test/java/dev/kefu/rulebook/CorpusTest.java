package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What agents write, held against what has to be stopped: `corpus.tsv`.
@NullMarked
class CorpusTest {

  private static final double RECALL = 0.95;
  private static final double FALSE_ALARMS = 0.02;

  private TestRulebook test;

  private record Line(String label, String text) {}

  CorpusTest(@TempDir Path folder) {
    test = TestRulebook.create(folder);
  }

  @BeforeEach
  void nothingIsPrepared() {
    assertThat(corpus()).hasSizeGreaterThan(120);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void nearlyEveryPromiseIsStopped() {
    var lines = corpus().stream().filter(l -> !l.label().equals("ok")).toList();

    var missed = lines.stream().filter(l -> !answer(l).equals(l.label())).map(this::told).toList();

    assertThat(missed).hasSizeLessThanOrEqualTo((int) (lines.size() * (1 - RECALL)));
  }

  @Test
  void hardlyAnythingHarmlessIsStopped() {
    var lines = corpus().stream().filter(l -> l.label().equals("ok")).toList();

    var stopped = lines.stream().filter(l -> !answer(l).equals("ok")).map(this::told).toList();

    assertThat(stopped).hasSizeLessThanOrEqualTo((int) (lines.size() * FALSE_ALARMS));
  }

  private String told(Line line) {
    return line + " -> " + answer(line);
  }

  /// The label the rulebook would give, as exact as the line's own.
  private String answer(Line line) {
    return switch (test.rulebook().check(TestRulebook.draft(line.text()))) {
      case Verdict.Cleared _ -> "ok";
      case Verdict.NeedsApproval(var finding, _, var amount, _) ->
          line.label().contains(":") ? finding.kind() + ":" + amount : finding.kind();
      case Verdict.Blocked(var findings) -> kind(findings, line.label());
    };
  }

  private static String kind(List<Finding> findings, String label) {
    return findings.stream()
        .map(Finding::kind)
        .filter(label::equals)
        .findFirst()
        .orElse(findings.getFirst().kind());
  }

  private static List<Line> corpus() {
    var lines = new ArrayList<Line>();
    TestRulebook.read("corpus.tsv")
        .lines()
        .filter(l -> !l.startsWith("#") && !l.isBlank())
        .map(l -> l.split("\t", 2))
        .forEach(parts -> lines.add(new Line(parts[0], parts[1])));
    return lines;
  }
}
