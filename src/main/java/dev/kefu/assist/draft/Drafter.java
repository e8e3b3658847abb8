package dev.kefu.assist.draft;

import dev.kefu.base.Body;
import dev.kefu.base.Slot;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Has the words of a card put another way. The model sees neither the facts nor who asks; what it
/// says is thrown away unless it says the same as the card.
@Component
public class Drafter implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Drafter.class);

  private static final int BORDER_LETTERS = 24;

  private final DraftSettings settings;
  private final Budget budget;
  private final @Nullable Model model;
  private final SecureRandom random = new SecureRandom();

  Drafter(DraftSettings settings, Budget budget, JsonMapper json) {
    this.settings = settings;
    this.budget = budget;
    this.model = settings.isOn() ? new Model(settings, json) : null;
  }

  /// What is to be put another way.
  ///
  /// @param agent whose budget it is
  /// @param questions what the shopper has asked
  /// @param text of the card
  /// @param slots where facts stand in it
  public record Ask(String agent, List<String> questions, String text, List<Slot> slots) {

    public Ask {
      questions = List.copyOf(questions);
      slots = List.copyOf(slots);
    }
  }

  public boolean isOn() {
    return model != null;
  }

  public int parallel() {
    return settings.parallel();
  }

  /// Blocks as long as a call may take. Nothing when the model does not answer, says something else
  /// than the card, or may not be asked.
  public Optional<Body.Text> word(Ask ask) {
    if (model == null || !model.isOpen() || ask.text().length() > SameSense.MAX_CODE_POINTS) {
      return Optional.empty();
    }
    var blanks = Blanks.of(ask.text(), ask.slots());
    if (!SameSense.isPlain(blanks.template()) || !budget.take(ask.agent())) {
      return Optional.empty();
    }
    var questions = ask.questions().stream().map(Discretion::discreet).toList();
    return model
        .words(questions, blanks.template(), border())
        .filter(words -> isSame(blanks, words))
        .map(blanks::filled)
        .filter(filled -> !filled.text().equals(ask.text()));
  }

  /// Whether a wording of a template may take its place.
  static boolean isSame(Blanks blanks, String words) {
    if (!blanks.allIn(words)) {
      log.atDebug().addKeyValue("why", "blanks").log("a draft is thrown away");
      return false;
    }
    var objection = SameSense.objection(blanks.template(), words);
    objection.ifPresent(why -> log.atDebug().addKeyValue("why", why).log("a draft is thrown away"));
    return objection.isEmpty();
  }

  private String border() {
    return random
        .ints(BORDER_LETTERS, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public void destroy() {
    if (model != null) {
      model.close();
    }
  }
}
