package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static final List<String> COMMANDS =
      List.of(
          "demo",
          "doctor",
          "formats",
          "describe",
          "run",
          "verify",
          "generate",
          "estimate",
          "quantize",
          "explore",
          "run-job",
          "merge");

  @Test
  void everyCommandOfTheContractHasHelpWithExamples() {
    int shown = 0;
    for (String command : COMMANDS) {
      CliRun run = CliRun.of(command, "--help").ok();
      assertTrue(run.out().contains("Usage: bitwright " + command), run.out());
      assertTrue(run.out().contains("./bitwright " + command), run.out());
      shown++;
    }
    assertEquals(12, shown);
    String help = CliRun.of("--help").ok().out();
    COMMANDS.forEach(command -> assertTrue(help.contains("\n  " + command), command));
  }

  @Test
  void wrongUsageIsOneSentenceAndExitCode2() {
    Map<String, String> cases =
        Map.ofEntries(
            Map.entry("", "no command"),
            Map.entry("nosuch", "'nosuch' is not a command; the commands are demo, doctor"),
            Map.entry("formats --nosuch", "--nosuch"),
            Map.entry("formats int99", "int99"),
            Map.entry("formats e0m3", "e0m3"),
            Map.entry("run digits-int4", "--outputs"),
            Map.entry("run", "MODEL"),
            Map.entry("run digits-int4 --outputs", "--outputs"),
            Map.entry("run digits-int4 --outputs x.npy --engine fpga", "fpga"),
            Map.entry("run digits-int4 --outputs no/such/folder/x.npy", "not a folder"),
            Map.entry("run digits-int4 --outputs src", "is a folder"),
            Map.entry("run digits-int4 --outputs pom.xml/x.npy", "not a folder"),
            Map.entry("verify digits-int4 --stall 1", "--stall 1.0"),
            Map.entry("verify digits-int4 --stall -0.1", "--stall"),
            Map.entry("verify digits-int4 --stall NaN", "--stall NaN"),
            Map.entry("verify digits-int4 --stall half", "not a number"),
            Map.entry("verify digits-int4 --limit 0", "--limit 0"),
            Map.entry("verify digits-int4 --limit ten", "not a whole number"),
            Map.entry("verify digits-int4 --limit 99999999999", "not a whole number in range"),
            Map.entry("run digits-int4 --outputs x.npy --pe 0", "--pe 0"),
            Map.entry("run digits-int4 --inputs a.npy --outputs ./a.npy", "the file of --inputs"),
            Map.entry("verify digits-int4 --seed x", "--seed"),
            Map.entry(
                "verify digits-int4 --simulator modelsim", "use verilator, icarus, not 'modelsim'"),
            Map.entry("verify digits-int4 --json no/such/x.json", "not a folder"),
            Map.entry("verify digits-int4 --uint8 colours", "colours"),
            Map.entry("verify digits-int4 --waveforms pom.xml/w", "--waveforms"),
            Map.entry("verify digits-int4 --pe 0", "--pe 0"),
            Map.entry("verify digits-int4 --pe 2 --cycles 9", "exclude"),
            Map.entry("verify digits-int4 --fold nosuch.json", "not a file"),
            Map.entry("verify digits-int4 --fold pom.xml", "not valid JSON at line 1"),
            Map.entry("generate digits-int4", "--out"),
            Map.entry("generate digits-int4 --out src", "src"),
            Map.entry("generate digits-int4 --out pom.xml", "pom.xml"),
            Map.entry("estimate digits-int4 --seeds 0 --synthesize", "--seeds 0"),
            Map.entry("estimate digits-int4 --seeds 2", "--seeds 2 needs --synthesize"),
            Map.entry("calibrate --family xc7 --refit --worst -3", "--worst -3"),
            Map.entry("calibrate --family xc7 --refit --seeds 2", "excludes --seeds"),
            Map.entry("calibrate --family xc7 --refit --resume", "excludes --resume"),
            Map.entry("estimate digits-int4 --device nosuch", "nosuch"),
            Map.entry("explore digits-int4", "--out"),
            Map.entry("explore digits-int4 --out x --shard 1/2", "are for float networks"),
            Map.entry("explore digits-int4 --out x --emit slurm", "are for float networks"),
            Map.entry("explore digits-cnn-float --out x --shard 3/2", "shard 3/2"),
            Map.entry("explore digits-cnn-float --out x --shard half", "as in 2/3"),
            Map.entry("explore digits-cnn-float --out x --jobs 0", "--jobs 0"),
            Map.entry("explore digits-cnn-float --out x --resume", "no study that was begun"),
            Map.entry("explore digits-cnn-float --out src", "other files"),
            Map.entry("explore digits-cnn-float --out src --emit slurm", "is not empty"),
            Map.entry(
                "explore digits-cnn-float --out x --emit condor",
                "use slurm, kubernetes, nextflow, not 'condor'"),
            Map.entry(
                "explore digits-cnn-float --out x --emit slurm --jobs 2",
                "excludes --resume, --shard and --jobs"),
            Map.entry(
                "explore digits-cnn-float --out x --limit 10",
                "--limit is for folds of quantized networks; a study of float networks takes its"
                    + " images from 'data'"),
            Map.entry("explore digits-cnn-float --out x --inputs x.npy", "--inputs is for folds"),
            Map.entry("explore digits-cnn-float --out x --labels l.npy", "--labels is for folds"),
            Map.entry("explore digits-cnn-float --out x --uint8 pixels", "--uint8 is for folds"),
            Map.entry("explore digits-cnn-float --out x --device arty", "from 'targets' of"),
            Map.entry("explore digits-cnn-float --out x --seed 1", "nothing at random"),
            Map.entry("explore digits-cnn-float --out x --input-format int8", "from 'input' of"),
            Map.entry("explore digits-cnn-float --out x --input-scale 0.5", "--input-scale is for"),
            Map.entry("explore digits-cnn-float --out x --weight-format a=int4", "from 'formats'"),
            Map.entry(
                "explore digits-cnn-float --out x --no-powers-of-two --emit slurm",
                "--no-powers-of-two is for folds"),
            Map.entry(
                "explore digits-int4 --out x --space ../models/spaces/digits-cnn-float.yaml",
                "is YAML, which is for float networks"),
            Map.entry("explore --out x", "MODEL"),
            Map.entry("describe digits-int4 --input-format int99", "int99"),
            Map.entry("describe digits-int4 --input-scale 0", "--input-scale 0"),
            Map.entry("describe digits-int4 --weight-format fc", "--weight-format"),
            Map.entry("describe digits-int4 --weight-format fc=x", "unknown format"),
            Map.entry("demo --limit 0", "--limit 0"),
            Map.entry("quantize float.onnx --weights int4 --out q.onnx", "--activations"),
            Map.entry("run-job spec.json", "DIR"),
            Map.entry("run-job pom.xml pom.xml/results", "DIR pom.xml/results cannot be written"),
            Map.entry("merge shard1 shard2", "--out"),
            Map.entry("merge --out whole", "DIR"));
    int refused = 0;
    for (Map.Entry<String, String> entry : cases.entrySet()) {
      Object[] arguments = entry.getKey().isEmpty() ? new Object[0] : entry.getKey().split(" ");
      String message = CliRun.of(arguments).refused(ExitCode.USAGE);
      assertTrue(message.contains(entry.getValue()), entry.getKey() + " → " + message);
      assertTrue(message.startsWith("bitwright: "), message);
      refused++;
    }
    assertEquals(72, refused);
  }

  @Test
  void theVersionOfAToolIsNotAnErrorBeforeIt() {
    String text =
        "/usr/bin/chromium: 9: [: 25276514304: unexpected operator\nChromium 156.0.8078.79";
    assertEquals("Chromium 156.0.8078.79", DoctorCommand.versionLine(text).orElseThrow());
    assertEquals("Tool 7", DoctorCommand.versionLine("Tool\nTool 7").orElseThrow());
    assertTrue(DoctorCommand.versionLine("no such tool").isEmpty());
  }

  @Test
  void formatsTellWhatTheyHold() {
    String table = CliRun.of("formats", "e4m3fn").ok().out();
    assertTrue(table.contains("448"), table);
    var json = CliRun.of("formats", "--json").ok().json();
    assertTrue(json.get("formats").size() > 100);
    for (var format : json.get("formats")) {
      for (String key :
          List.of(
              "name",
              "family",
              "bits",
              "values",
              "min",
              "max",
              "smallestStep",
              "imageBits",
              "accumulatorBits")) {
        assertTrue(format.has(key), key);
      }
    }
  }
}
