package dev.kefu.assist;

import java.util.List;

/// Something shoppers want, told by examples.
record Intent(String intent, String title, List<String> examples) {}
