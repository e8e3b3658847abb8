package dev.kefu.knowledge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Turns a sentence into a vector of length 1: the more alike two sentences mean, the closer to 1
/// is the dot product of their vectors.
///
/// The model is bge-small-zh-v1.5 in eight bits, run by ONNX Runtime in the process. It loads in
/// the background; whoever asks first waits. One session serves all threads, each call on its
/// caller's thread alone: more threads for one sentence cost three times the processor and gain
/// nothing.
@Component
final class Embedder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Embedder.class);

  static final int DIMENSIONS = 512;

  /// What is behind is cut off; a question has about twenty.
  static final int MAX_TOKENS = 256;

  /// Names all that a vector depends on but the text; another name means other vectors.
  static final String MODEL = "bge-small-zh-v1.5-q/" + MAX_TOKENS;

  private static final String WEIGHTS = "/bge-small-zh-v1.5-q.onnx";
  private static final String VOCABULARY = "/bge-small-zh-v1.5-q-tokenizer.json";

  private record Loaded(WordPiece tokenizer, OrtSession session) {}

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final CompletableFuture<Loaded> model = new CompletableFuture<>();

  Embedder() {
    Thread.ofPlatform().daemon().name("load-embeddings").start(this::load);
  }

  private void load() {
    try {
      model.complete(new Loaded(WordPiece.read(resource(VOCABULARY)), openSession()));
    } catch (OrtException | IOException | RuntimeException | LinkageError e) {
      log.atError().setCause(e).log("the embedding model did not load: there is no search");
      model.completeExceptionally(e);
    }
  }

  private OrtSession openSession() throws OrtException, IOException {
    try (var options = new OrtSession.SessionOptions();
        var weights = resource(WEIGHTS)) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      return environment.createSession(weights.readAllBytes(), options);
    }
  }

  /// @param text folded; longer than [#MAX_TOKENS] pieces is cut off
  float[] embed(String text) {
    var loaded = model.join();
    var ids = loaded.tokenizer().ids(text, MAX_TOKENS);
    var ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (var input = tensor(ids);
        var mask = tensor(ones);
        var types = tensor(new long[ids.length]);
        var output =
            loaded
                .session()
                .run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      return unit(firstRow((OnnxTensor) output.get(0)));
    } catch (OrtException e) {
      throw new IllegalStateException("The embedding model failed", e);
    }
  }

  /// Whether the model is there, without waiting for it.
  boolean loaded() {
    return model.isDone() && !model.isCompletedExceptionally();
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  /// The vector of the mark of begin, in which BGE gathers the whole sentence.
  private static float[] firstRow(OnnxTensor output) {
    var vector = new float[DIMENSIONS];
    output.getFloatBuffer().get(vector);
    return vector;
  }

  private static float[] unit(float[] vector) {
    double sum = 0;
    for (float v : vector) {
      sum += (double) v * v;
    }
    float norm = (float) Math.sqrt(sum);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
    return vector;
  }

  private static InputStream resource(String name) throws IOException {
    var in = Embedder.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is missing from the program");
    }
    return in;
  }

  @Override
  public void close() throws OrtException {
    if (loaded()) {
      model.join().session().close();
    }
  }
}
