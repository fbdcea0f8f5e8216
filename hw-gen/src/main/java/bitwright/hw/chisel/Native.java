package bitwright.hw.chisel;

import chisel3.Bool;
import chisel3.Bool$;
import chisel3.Data;
import chisel3.SInt;
import chisel3.SInt$;
import chisel3.UInt;
import chisel3.UInt$;
import chisel3.Width;
import chisel3.Width$;
import java.math.BigInteger;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.BigInt;

/** Makes Chisel types, literals and Scala sequences. */
final class Native {
  private Native() {}

  static Width width(int bits) {
    return Width$.MODULE$.apply(bits);
  }

  static Data type(String kind, int bits) {
    return switch (kind) {
      case "bits" -> new UInt(width(bits));
      case "signed" -> new SInt(width(bits));
      default -> Bool$.MODULE$.apply();
    };
  }

  static Data literal(String kind, BigInteger value, int bits) {
    return switch (kind) {
      case "bits" -> unsigned(value, bits);
      case "signed" -> SInt$.MODULE$.Lit(new BigInt(value), width(bits));
      default -> bool(value.signum() != 0);
    };
  }

  static UInt unsigned(BigInteger value, int bits) {
    return UInt$.MODULE$.Lit(new BigInt(value), width(bits));
  }

  static Bool bool(boolean value) {
    return Bool$.MODULE$.Lit(value);
  }

  static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
