package org.mlopssdk.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.monitoring.table.Csv;
import org.mlopssdk.store.Content;

/**
 * Real sensors of an office: is somebody in the room? The files are those of the UCI Occupancy Detection data set (Candanedo and Feldheim 2016,
 * CC BY 4.0), of February 2015: a week to train on, the days before it and the week after it.
 */
public final class Occupancy {

    private static final List<String> FILES = List.of("datatraining.txt", "datatest.txt", "datatest2.txt");

    private static final String[] COLUMNS = {"Temperature", "Humidity", "Light", "CO2", "HumidityRatio", "Occupancy"};

    private Occupancy() {}

    /**
     * Reads the three files.
     *
     * @param directory where they are
     * @return the scenario
     * @throws NotFoundException if one is not there
     */
    public static Scenario scenario(Path directory) {
        List<Period> periods =
                FILES.stream().map(file -> period(directory, file)).toList();
        return new Scenario(
                "Real sensors of an office (UCI Occupancy Detection): is somebody in?",
                "occupancy",
                "Occupancy",
                "Light",
                periods.get(0),
                periods.subList(1, periods.size()));
    }

    private static Period period(Path directory, String file) {
        Path path = directory.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new NotFoundException(
                    directory.toString(),
                    "has no " + file + "; give the directory of the UCI Occupancy files " + String.join(", ", FILES));
        }
        String name = file.substring(0, file.indexOf('.'));
        return new Period(
                name,
                file,
                Content.of(path),
                Csv.withDefaults().text("date").numeric(COLUMNS).read(path).without("date"));
    }
}
