package org.mlopssdk.monitoring.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium without a screen, and the only host that it knows: whatever name a page asks for, it comes here and is noted. The browser is the one that the
 * property {@code mlops.chromium} names, or that is on the path; tests skip, saying so, where there is none.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    /** Hosts that the browser itself asks for updates and the time, whatever the page; no test names them. */
    private static final String OWN = "MAP *.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, ";

    private final String program;
    private final Path folder;
    private final OnlyHost host;

    private Browser(String program, Path folder) throws IOException {
        this.program = program;
        this.folder = folder;
        this.host = new OnlyHost();
    }

    static Browser start(Path folder) throws IOException {
        return new Browser(program(), folder);
    }

    static String program() {
        String declared = System.getProperty("mlops.chromium");
        if (declared != null) {
            return declared;
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> {
                    String reason = "No browser: none of " + NAMES + " is on the path; apt-get install chromium.";
                    System.out.println("Skipped. " + reason);
                    return Assumptions.abort(reason);
                });
    }

    /** What the browser has to say about a page: what it wrote to its log and what it asked for besides the page. */
    record Visit(String dom, List<String> console, List<String> asked) {}

    Visit visit(byte[] html) throws IOException, InterruptedException {
        host.show(html);
        Path dom = folder.resolve("dom.html");
        Path log = folder.resolve("browser.log");
        run(dom, log, "--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom", host.address());
        List<String> console = Files.readAllLines(log).stream()
                .filter(line -> line.contains("CONSOLE"))
                .toList();
        return new Visit(Files.readString(dom), console, host.besides());
    }

    BufferedImage screenshot(byte[] html, boolean dark, Path file) throws IOException, InterruptedException {
        host.show(html);
        List<String> options = new ArrayList<>(
                List.of("--screenshot=" + file, "--window-size=1200,1600", "--virtual-time-budget=3000"));
        if (dark) {
            options.add("--blink-settings=preferredColorScheme=0");
        }
        options.add(host.address());
        run(folder.resolve("out"), folder.resolve("log"), options.toArray(String[]::new));
        return ImageIO.read(file.toFile());
    }

    private void run(Path out, Path log, String... options) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(program, folder, host, options))
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(20, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the browser did not end: " + Files.readString(log));
        }
    }

    /** The command that starts the browser in a folder, with that host for all hosts. */
    static List<String> command(String program, Path folder, OnlyHost host, String... options) {
        List<String> command = new ArrayList<>(List.of(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--host-resolver-rules=" + OWN + "MAP * 127.0.0.1:" + host.port()));
        command.addAll(List.of(options));
        return command;
    }

    @Override
    public void close() throws IOException {
        host.close();
    }
}
