package org.mlopssdk.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Text that has led out of directories, into devices or through parsers before. */
public final class HostileText {

    /** Refused as a name, a key, a digest and a path in an artifact alike. */
    public static final List<String> EVERYWHERE = List.of(
            "",
            "/",
            "//",
            "///",
            ".",
            "..",
            "./",
            "../",
            "/.",
            "/..",
            "a/",
            "/a",
            "a//b",
            "./a",
            "../a",
            "a/.",
            "a/..",
            "a/./b",
            "a/../b",
            "a/../../b",
            "a/b/../../..",
            "../../../../etc/passwd",
            "/etc/passwd",
            "//etc/passwd",
            "..\\..\\windows",
            "\\",
            "\\\\server\\share",
            "C:\\windows",
            "C:/windows",
            "c:x",
            "a\\..\\b",
            "..\u0000",
            "\u0000",
            "a\u0000",
            "a\u0000.bin",
            "a/\u0000",
            "a\nb",
            "a\rb",
            "a\tb",
            "a\n",
            "\n",
            "\u001b[31m",
            "a\u007f",
            "a\u0085b",
            "a:b",
            "a*b",
            "a?b",
            "a\"b",
            "a<b",
            "a>b",
            "a|b",
            "file:///etc/passwd",
            "http://x/y",
            "s3://bucket/key",
            "a ",
            "...",
            "....",
            ". .",
            "a/b ",
            "a. /b",
            "a/ ",
            " ",
            ".../...",
            "....//....//x",
            "a/...",
            "\uD800",
            "a\uDC00",
            "\uDC00\uD800",
            "x".repeat(256),
            "x/" + "y".repeat(300),
            "p/".repeat(513) + "q",
            "${jndi:ldap://x}",
            "a|sh",
            "nul:",
            "a::$DATA",
            "\u202e..",
            "..%2f..",
            "..%5c..",
            "%2e%2e/..",
            "~/..",
            "?",
            "*");

    /** Refused as a name and a key, and harmless as the name of somebody's file. */
    public static final List<String> AS_NAMES = List.of(
            "A",
            "aB",
            "Ä",
            "a b",
            " a",
            "-a",
            "_a",
            ".a",
            "a..b",
            "a/.b",
            "%2e%2e",
            "~",
            "~root",
            "$HOME",
            "ａ",
            "a\u200b",
            "١",
            "a\u0301",
            "x".repeat(129),
            "a,b",
            "a;b",
            "a&b",
            "a@b",
            "a#b",
            "a+b",
            "a=b",
            "a'b",
            "`a`",
            "$(a)",
            "a/A");

    private static final List<String> SEPARATORS = List.of("/", "\\", "//", "/./", "\\/");
    private static final List<String> TARGETS = List.of("etc/passwd", "x", "windows\\win.ini", "tmp/../x", "FORMAT");
    private static final List<String> DEVICES =
            List.of("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "com\u00b9", "lpt\u00b3");

    private HostileText() {}

    /** All of it: what was thought of, and what follows from it. */
    public static Stream<String> all() {
        return Stream.of(EVERYWHERE.stream(), AS_NAMES.stream(), generated(), disguised())
                .flatMap(texts -> texts)
                .distinct();
    }

    /** Refused as a name, a key, a digest and a path in an artifact alike. */
    public static Stream<String> everywhere() {
        return Stream.concat(EVERYWHERE.stream(), generated()).distinct();
    }

    /** Ways up and out, devices in all their forms, characters that end, hide or turn what is around them. */
    private static Stream<String> generated() {
        List<String> texts = new ArrayList<>();
        for (String separator : SEPARATORS) {
            for (int up = 1; up <= 8; up++) {
                String way = ("..".concat(separator)).repeat(up);
                TARGETS.forEach(target -> texts.add(way + target));
            }
            texts.add("a" + separator + ".." + separator + ".." + separator + "b");
            texts.add(separator + "etc" + separator + "passwd");
            texts.add("a" + separator + separator + "..");
        }
        for (String device : DEVICES) {
            for (String ending : List.of("", ".txt", ".tar.gz", ".", " ", ":", " .txt", ":stream", ".txt:$DATA")) {
                texts.add(device + ending);
                texts.add(device.toUpperCase(Locale.ROOT) + ending);
            }
            texts.add("a/" + device + "/b");
        }
        for (char control = 0; control < 32; control++) {
            texts.add("a" + control + "b");
        }
        for (char drive = 'A'; drive <= 'F'; drive++) {
            texts.add(drive + ":\\x");
            texts.add(drive + ":x");
            texts.add("\\\\.\\" + drive + ":");
            texts.add("\\\\?\\" + drive + ":\\x");
        }
        texts.addAll(List.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\"><svg/onload=alert(1)>",
                "${jndi:ldap://127.0.0.1/a}",
                "${${lower:j}ndi:dns://x}",
                "a|b",
                "a>b",
                "a*",
                "//server/share",
                "\\\\server\\share\\x",
                "file:..",
                "jar:file:/x!/y",
                "a\uD83D",
                "\uDE00b",
                "x".repeat(5000),
                "/".repeat(5000),
                "../".repeat(5000)));
        return texts.stream();
    }

    /** Refused as a name and a key; as somebody's file they are what they are, and lead nowhere. */
    private static Stream<String> disguised() {
        return Stream.of(
                "%2e%2e%2f",
                "%2e%2e%5c",
                "%252e%252e%252f",
                "..%c0%af",
                "..%c1%9c",
                "..%ef%bc%8f",
                "%c0%ae%c0%ae",
                "\u00c0\u00ae\u00c0\u00ae",
                "\u2025",
                "\uff0e\uff0e\uff0fx",
                "..\u2215x",
                "..\u2044x",
                "..\u29f5x",
                "a\u202egnp.exe",
                "\u202da",
                "\u2066a\u2069",
                "\u200f",
                "a\u200bb",
                "a\u200db",
                "\ufeffa",
                "a\u00adb",
                "\u2028",
                "e\u0301",
                "\u212b",
                "\ufb01",
                "\u0130",
                "\u0131",
                "\u1e9e",
                "FAILURE",
                "Failure",
                "%s%s%n",
                "%1$999999999d",
                "{0}",
                "{{7*7}}",
                "#{7*7}",
                "$(reboot)",
                "`reboot`",
                "a;reboot",
                "a&&reboot",
                "--help",
                "-rf",
                "!x",
                "~root",
                "' OR '1'='1",
                "a'--",
                "=1+1",
                "@SUM(1)",
                "\uD83D\uDE00",
                "__proto__");
    }
}
