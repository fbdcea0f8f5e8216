package bitwright.explore.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** What all commands share: help, and a console to print to. */
abstract class Command implements Callable<Integer> {

  @ParentCommand private Bitwright bitwright;

  @Mixin private HelpOption help;

  Console console() {
    return bitwright.console();
  }

  Home home() {
    return bitwright.home();
  }
}
