package bitwright.sim.verilator;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** The functions of {@code operators.cpp}. */
interface NativeOperators extends Library {

  void operators_sweep(int count, int[] aBits, int[] bBits, long[] bytes, Pointer[] tables);

  void operators_apply(int index, long[] a, long[] b, long count, long bytes, byte[] table);
}
