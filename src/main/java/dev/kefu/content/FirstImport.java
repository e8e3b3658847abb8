package dev.kefu.content;

import dev.kefu.base.StartRefused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Imports the content folder into an empty database, once, whole or not at all.
///
/// Runs when all beans are made and before the port is opened, so before every `ApplicationRunner`,
/// `SmartLifecycle` and request: those find the content in the database.
@Component
class FirstImport implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(FirstImport.class);

  private final ContentFolder folder;
  private final List<ContentImport> rooms;
  private final ShopTables tables;
  private final JdbcClient writer;
  private final TransactionTemplate transactions;
  private final Clock clock;

  FirstImport(
      ContentFolder folder,
      List<ContentImport> rooms,
      ShopTables tables,
      JdbcClient writer,
      TransactionTemplate transactions,
      Clock clock) {
    this.folder = folder;
    this.rooms = List.copyOf(rooms);
    this.tables = tables;
    this.writer = writer;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    run();
  }

  /// @throws StartRefused for the first mistake in the folder; nothing is stored then
  void run() {
    try {
      if (!isDone()) {
        importAll();
      }
    } catch (ContentError e) {
      throw new StartRefused(
          String.valueOf(e.getMessage()),
          "Correct the file, or name another folder with --kefu.knowledge-base=PATH. Nothing was"
              + " imported.");
    }
  }

  private boolean isDone() {
    return writer.sql("select count(*) from content_import").query(Integer.class).single() > 0;
  }

  private void importAll() {
    var at = clock.instant();
    var shop = folder.file("shop.yaml").map(ShopFile::read);
    var windows = folder.file("windows.yaml").map(f -> WindowsFile.read(f, at));
    var content =
        new ContentImport.Content(
            folder, at, shop.orElse(Shop.UNTOLD), windows.orElse(Windows.NONE));
    var prepared = new ArrayList<ContentImport.Prepared>();
    for (var room : rooms) {
      prepared.add(room.check(content));
    }
    var imported =
        transactions.execute(_ -> {
          // Another node may have been quicker.
          if (isDone()) {
            return false;
          }
          shop.ifPresent(tables::store);
          windows.ifPresent(tables::store);
          prepared.forEach(ContentImport.Prepared::store);
          markDone(at.toEpochMilli());
          return true;
        });
    if (Boolean.TRUE.equals(imported)) {
      log.atInfo().addKeyValue("folder", folder.path()).log("imported the store's content");
    }
  }

  private void markDone(long at) {
    writer
        .sql("insert into content_import (imported_at, folder) values (:at, :folder)")
        .param("at", at)
        .param("folder", folder.path().toString())
        .update();
  }
}
