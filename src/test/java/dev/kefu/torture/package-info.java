/// The torture rig: the program as a process of its own, or as several, model clients on real
/// sockets, a nemesis that kills, stops, starves and cuts, a history of all that clients asked and
/// saw, and a checker that holds the history against the database the program leaves behind.
@NullMarked
package dev.kefu.torture;

import org.jspecify.annotations.NullMarked;
