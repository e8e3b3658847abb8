package dev.kefu.commerce;

/// How far a fact can be trusted now.
public enum FactState {
  FRESH,
  AGEING,
  STALE,
  FAILED
}
