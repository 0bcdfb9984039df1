package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportSourceTest {

    @ParameterizedTest
    @CsvSource({
        "answers.csv, answers.csv",
        "answers.rejected.csv, answers.csv",
        "answers.rejected-2.csv, answers.csv",
        "answers.rejected.rejected.csv, answers.csv",
        "answers.rejected-2.rejected.rejected-3.csv, answers.csv",
        "rejected.csv, rejected.csv",
        "answers.rejected-ones.csv, answers.rejected-ones.csv"
    })
    void rows_that_were_rejected_are_from_the_source_of_the_file_that_they_stood_in_first(String file, String source) {
        assertThat(ImportCommand.defaultSource(Path.of("some", "folder", file))).isEqualTo(source);
    }
}
