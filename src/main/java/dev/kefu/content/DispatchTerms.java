package dev.kefu.content;

/// When what is paid leaves, where somebody has written it down after the first import. Declared as
/// a bean by the room that keeps it; [ShopProfile] tells it to everybody.
@FunctionalInterface
public interface DispatchTerms {

  /// @param told by the content folder
  /// @return what holds now; what was told where nothing else is written
  DispatchDays over(DispatchDays told);
}
