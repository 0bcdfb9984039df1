package io.heed.feedback.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.rest.ProblemException;

class CsvFileTest {

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<List<String>> rows(InputStream bytes) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvFile file = new CsvFile(bytes)) {
            for (String[] cells = file.next(true); cells != null; cells = file.next(true)) {
                rows.add(List.of(cells));
            }
            assertThat(file.row()).isEqualTo(rows.size());
        }
        return rows;
    }

    private static String refusal(InputStream bytes) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> rows(bytes));
        assertThat(refused).isNotNull();
        assertThat(refused.problem().status()).isEqualTo(400);
        return refused.problem().detail();
    }

    private static String refusal(String file) {
        return refusal(bytes(file));
    }

    private static String refusal(String text, String charset) {
        return refusal(new ByteArrayInputStream(text.getBytes(Charset.forName(charset))));
    }

    @Test
    void quoted_cells_hold_commas_quotes_and_line_breaks() throws Exception {
        assertThat(rows(bytes("a,b\n\"1,\"\"2\"\"\",\"x\r\ny\"\n3,\n")))
                .containsExactly(List.of("1,\"2\"", "x\r\ny"), List.of("3", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void every_line_end_is_taken_with_or_without_one_at_the_end(String end) throws Exception {
        String file = String.join(end, "text", "one", "", "two");
        assertThat(rows(bytes(file))).containsExactly(List.of("one"), List.of("two"));
        assertThat(rows(bytes(file + end))).containsExactly(List.of("one"), List.of("two"));
    }

    @Test
    void an_empty_quoted_cell_and_a_comma_are_rows_and_a_blank_line_is_none() throws Exception {
        assertThat(rows(bytes("a,b\n\"\"\n,\n\n \n"))).containsExactly(List.of(""), List.of("", ""), List.of(" "));
    }

    @Test
    void a_quotation_mark_inside_of_a_cell_is_a_character() throws Exception {
        assertThat(rows(bytes("text\n5\" pipe\n \"x\"\n"))).containsExactly(List.of("5\" pipe"), List.of(" \"x\""));
    }

    @Test
    void ragged_rows_are_read_as_they_are() throws Exception {
        assertThat(rows(bytes("a,b\n1\n1,2,3\n"))).containsExactly(List.of("1"), List.of("1", "2", "3"));
    }

    @Test
    void a_byte_order_mark_is_none_of_the_header() throws Exception {
        try (CsvFile file = new CsvFile(bytes("\uFEFFtext, site \n"))) {
            assertThat(file.header()).containsExactly("text", "site");
        }
    }

    @Test
    void characters_of_every_plane_are_read_wherever_the_buffer_ends() throws Exception {
        String text = "aä€😀".repeat(50_000);
        assertThat(rows(bytes("text\n" + text + "\n"))).containsExactly(List.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n", "\r\n\r\n"})
    void a_file_with_nothing_in_it_is_refused(String file) {
        assertThat(refusal(file)).startsWith("The file is empty");
    }

    @Test
    void an_unclosed_quotation_mark_is_named_by_the_line_of_its_cell() {
        assertThat(refusal("text,site\na,b\n\"two\nlines\",\"never\nclosed\n")).contains("begins in line 4 never ends");
        assertThat(refusal("text\n\"")).contains("begins in line 2 never ends");
        assertThat(refusal("\"text\na\n")).contains("begins in line 1 never ends");
    }

    @Test
    void an_unclosed_quotation_mark_does_not_swallow_a_large_file() {
        InputStream endless = new SequenceInputStream(bytes("text\n\"a\n"), new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        });
        assertThat(refusal(endless)).contains("begins in line 2 never ends");
    }

    @Test
    void a_cell_may_be_long_and_a_row_not_without_end() throws Exception {
        String longest = "x".repeat(CsvFile.MOST_OF_CELL - 20_000);
        assertThat(rows(bytes("text\n" + longest + "\n"))).containsExactly(List.of(longest));
        assertThat(refusal("text\n" + (longest + ",").repeat(3)))
                .contains("line 2")
                .contains("characters");
    }

    @Test
    void text_behind_a_closing_quotation_mark_is_refused_with_its_line() {
        assertThat(refusal("text\n\"a\"\n\"b\" c\n")).contains("line 3").contains("written twice");
    }

    @Test
    void too_many_columns_are_refused() {
        assertThat(refusal("a,".repeat(1_000_000))).contains("more than 200 cells");
        assertThat(refusal("text\n" + ",".repeat(200))).contains("line 2").contains("more than 200 cells");
    }

    @ParameterizedTest
    @CsvSource({"text;site, semicolons", "text\tsite, tabs", "text|site, vertical bars"})
    void other_separators_are_named(String header, String name) {
        assertThat(refusal(header + "\na\n")).contains(name).contains("comma");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16,    UTF-16BE",
        "UTF-16LE,  looks like UTF-16LE",
        "UTF-16BE,  looks like UTF-16BE",
        "X-UTF-16LE-BOM, is UTF-16LE",
        "X-UTF-32LE-BOM, is UTF-32LE",
        "X-UTF-32BE-BOM, is UTF-32BE",
    })
    void other_encodings_are_named(String charset, String named) {
        assertThat(refusal("text\na\n", charset)).contains(named).contains("iconv -f UTF-");
    }

    @Test
    void bytes_that_are_not_utf_8_are_named_by_line_and_by_what_they_look_like() {
        assertThat(refusal("text\nplain\n“quoted”\n", "windows-1252"))
                .contains("line 3")
                .contains("look like Windows-1252.")
                .contains("iconv -f WINDOWS-1252 -t UTF-8");
        assertThat(refusal("text\ncafé\n", "ISO-8859-1")).contains("line 2").contains("ISO-8859-1 (Latin-1)");
        assertThat(refusal("text\n" + "plain\n".repeat(100_000) + "café\n", "ISO-8859-1"))
                .contains("line 100002");
        assertThat(refusal("tëxt\na\n", "ISO-8859-1")).contains("line 1");
        byte[] cut = "text\ncaf\u20AC".getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(new ByteArrayInputStream(cut, 0, cut.length - 1))).contains("cut off");
    }

    @Test
    void spreadsheets_and_archives_are_named() throws Exception {
        assertThat(refusal("PK\u0003\u0004 and so on")).contains("spreadsheet").contains("CSV UTF-8");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("text\na\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(refusal(new ByteArrayInputStream(packed.toByteArray()))).contains("gunzip");
    }
}
