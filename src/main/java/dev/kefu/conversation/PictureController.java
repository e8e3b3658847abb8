package dev.kefu.conversation;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Pictures in and out, for staff by their sign-in and for shoppers by their token.
@RestController
@RequestMapping("/api/v1/files")
class PictureController {

  private static final long MEGABYTE = 1024 * 1024;
  private static final long MOST_SHOPPER = 5 * MEGABYTE;
  private static final long MOST_STAFF = 10 * MEGABYTE;

  /// A recalled picture may stand in a browser's memory for so long.
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Pictures pictures;

  PictureController(Pictures pictures) {
    this.pictures = pictures;
  }

  @PostMapping
  Pictures.Uploaded upload(
      @AuthenticationPrincipal Actor actor,
      @RequestParam String conversation,
      @RequestParam MultipartFile file)
      throws IOException {
    var most = actor instanceof Shopper ? MOST_SHOPPER : MOST_STAFF;
    if (file.getSize() > most) {
      throw new Refusal(ErrorCode.TOO_LARGE, "图片最大 " + most / MEGABYTE + " MB");
    }
    return pictures.upload(actor, new ConversationId(conversation), file.getBytes());
  }

  @GetMapping("/{file}")
  ResponseEntity<byte[]> show(@AuthenticationPrincipal Actor actor, @PathVariable String file) {
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_JPEG)
        .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .body(pictures.show(actor, file));
  }
}
