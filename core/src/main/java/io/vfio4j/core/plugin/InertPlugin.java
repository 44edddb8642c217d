package io.vfio4j.core.plugin;

import org.pf4j.Plugin;

/** Stands for a plugin in pf4j's list; starting and stopping it does nothing. */
final class InertPlugin extends Plugin {}
