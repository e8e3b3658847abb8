package dev.kefu.rulebook;

import dev.kefu.commerce.ShippingTerms;
import dev.kefu.content.DispatchDays;
import dev.kefu.content.DispatchTerms;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells the rooms below when goods leave and how long they take, as far as the rulebook says it.
@Component
class WrittenTerms implements DispatchTerms, ShippingTerms {

  private final RulesStore store;

  WrittenTerms(RulesStore store) {
    this.store = store;
  }

  @Override
  public DispatchDays over(DispatchDays told) {
    return store.current().rules().dispatch(told);
  }

  @Override
  public List<Line> of(String province) {
    return store.current().rules().shippingTo(province);
  }
}
