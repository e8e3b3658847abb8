package dev.kefu.escalation;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells others what happened once it is durable. A hint: whoever misses it finds it in the
/// database.
@Component
class News {

  private final ApplicationEventPublisher publisher;

  News(ApplicationEventPublisher publisher) {
    this.publisher = publisher;
  }

  /// Call inside the transaction that makes it true.
  void afterCommit(Object event) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            publisher.publishEvent(event);
          }
        });
  }
}
