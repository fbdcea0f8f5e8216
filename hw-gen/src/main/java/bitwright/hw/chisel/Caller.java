package bitwright.hw.chisel;

import chisel3.experimental.SourceInfo;
import chisel3.experimental.SourceLine;
import java.util.Locale;

/** Finds the line of the generator that called the facade: the nearest stack frame outside it. */
final class Caller {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String FACADE = Caller.class.getPackageName() + ".";

  private Caller() {}

  static SourceInfo here() {
    StackWalker.StackFrame frame = frame();
    return new SourceLine(frame.getFileName(), frame.getLineNumber(), 0);
  }

  static HardwareException error(String message, Object... arguments) {
    StackWalker.StackFrame frame = frame();
    String text = String.format(Locale.ROOT, message, arguments);
    return new HardwareException(frame.getFileName() + ":" + frame.getLineNumber() + ": " + text);
  }

  private static StackWalker.StackFrame frame() {
    return WALKER.walk(
        frames ->
            frames.filter(f -> !f.getClassName().startsWith(FACADE)).findFirst().orElseThrow());
  }
}
