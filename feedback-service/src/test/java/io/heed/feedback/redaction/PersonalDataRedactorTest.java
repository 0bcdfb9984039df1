package io.heed.feedback.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataRedactorTest {

    private final PersonalDataRedactor redactor = new PersonalDataRedactor();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "write to jo.field+shop@mail.example.org, please  | write to [email], please",
                "<Jo@EXAMPLE.COM>                                 | <[email]>",
                "'o'brien@example.ie'                             | '[email]'",
                "ends with a dot: a@b.co.                         | ends with a dot: [email].",
                "mailto:jo@example.com?subject=x                  | mailto:[email]?subject=x",
                "\"jo field\"@example.com knows                   | [email] knows",
                "jörg@müller.example and jo@xn--bcher-kva.example | [email] and [email]",
                "jo＠example.com                                   | [email]",
                "a@b.co;c@d.org                                   | [email];[email]",
            })
    void an_email_address_is_taken_out(String text, String redacted) {
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "card 4111 1111 1111 1111 was charged  | card [card] was charged",
                "4111111111111111                      | [card]",
                "4111-1111-1111-1111, thanks           | [card], thanks",
                "amex 3782 822463 10005                | amex [card]",
                "2 times 5555 5555 5555 4444           | 2 times [card]",
                "5555555555554444 12/27                | [card] 12/27",
                "6011.1111.1111.1117                   | [card]",
                "maestro 6759649826438453              | maestro [card]",
                "1234 5678 1234 5670                   | [card]",
            })
    void a_card_number_is_taken_out(String text, String redacted) {
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay to DE89 3704 0044 0532 0130 00 today | pay to [iban] today",
                "GB29NWBK60161331926819                   | [iban]",
                "(gb29 nwbk 6016 1331 9268 19)            | ([iban])",
                "FR14 2004 1010 0505 0001 3M02 606.       | [iban].",
                "NO9386011117947                          | [iban]",
            })
    void an_account_number_is_taken_out(String text, String redacted) {
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ring +44 7700 900123 after six        | ring [phone] after six",
                "+44 (0)20 7946 0958                   | [phone]",
                "+1-202-555-0142                       | [phone]",
                "0044 20 7946 0958                     | [phone]",
                "07700 900123                          | [phone]",
                "(020) 7946 0958                       | [phone]",
                "(01632) 960983, evenings              | [phone], evenings",
                "07700900123                           | [phone]",
                "030/1234567                           | [phone]",
                "06.12.34.56.78                        | [phone]",
                "06 12 34 56 78                        | [phone]",
                "555-123-4567                          | [phone]",
                "(202) 555-0142                        | [phone]",
                "1-800-555-0199                        | [phone]",
                "my phone number is 5551234567         | my phone number is [phone]",
                "tel: 555-1234                         | tel: [phone]",
                "call me at 12345678                   | call me at [phone]",
                "Tel.0151 23456789                     | Tel.[phone]",
                "+49 151 23456789 and +33 6 12 34 56 78 | [phone] and [phone]",
            })
    void a_telephone_number_is_taken_out(String text, String redacted) {
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We came on 01/02/2024 at 10:30 and left at 12:45.",
                "Visited 2024-01-02 10:30:15, again 2024-02-03.",
                "01.02.2024 09.30 Uhr",
                "02-03-2024 11:15 to 02-03-2024 12:00",
                "from 2024-01-02T10:30:00Z on",
                "Order 0123456789 never came.",
                "order no. 07700900123 and invoice number 0123 456 789",
                "ticket #0771234567",
                "reference: 4521-889-2211",
                "It cost £1,250.00, then 12.50 30.00 40.00 10.00",
                "$0123456789",
                "1234567890123456 is not a card",
                "4111 1111 1111 1112",
                "DE89370400440532013001",
                "open 09:00-17:00 Mon-Fri, 24/7 by app",
                "The years 2019, 2020, 2021 and 2022",
                "Room 12, ward 4B, bed 3, 45 minutes, 100000 people",
                "version 10.0.19045.3693",
                "from 192.168.100.200",
                "a score of 10/10, 99.9% and 1 000 000 visitors",
                "@nhs on twitter, me@home, a@b, x @ y.com",
                "ISBN 978-3-16-148410-0",
                "2024001234567",
            })
    void dates_times_prices_and_order_numbers_stay(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void text_without_anything_is_the_same_instance() {
        String text = "Waited 45 minutes, nobody came.";
        assertThat(redactor.redact(text)).isSameAs(text);
    }

    @Test
    void redacting_again_changes_nothing() {
        String once = redactor.redact("jo@example.com +44 7700 900123 4111 1111 1111 1111 DE89370400440532013000");
        assertThat(once).isEqualTo("[email] [phone] [card] [iban]");
        assertThat(redactor.redact(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@", "a@", "a.", "\"@", "1", "1 ", "0 1-", "(", "+", "+1", "+1 2", "DE89", "DE89 ", "4111 ", "a@b.",
                "call 1 "
            })
    @Timeout(10)
    void no_text_makes_it_slow(String piece) {
        // twenty times what a signal may hold: anything quadratic would take minutes
        String text = piece.repeat(400_000 / piece.length());
        long start = System.nanoTime();
        redactor.redact(text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_chain_applies_every_redactor_in_order() {
        Redaction chain = new Redaction(List.of(redactor, text -> text.replace("[email]", "[gone]")));
        assertThat(chain.of("jo@example.com")).isEqualTo("[gone]");
    }
}
