package dev.kefu.commerce;

/// An order or its parcel has changed: look there. Raised after the commit.
public record OrderMoved(String order) {}
