package dev.kefu.knowledge;

import java.util.List;
import org.springframework.stereotype.Component;

/// Finds published answers.
@Component
public class Knowledge {

  /// Best first, one hit an article, also those too unsure to show ([Confidence#NONE]). Any thread.
  public List<Hit> search(Question question) {
    throw new UnsupportedOperationException("knowledge");
  }
}
