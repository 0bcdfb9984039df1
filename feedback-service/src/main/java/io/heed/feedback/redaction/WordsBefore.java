package io.heed.feedback.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the few words before a number say about it. */
final class WordsBefore {

    /** How far back is looked, in characters. */
    private static final int REACH = 40;

    private static final Set<String> OF_PHONES = Set.of(
            "phone",
            "telephone",
            "tel",
            "call",
            "called",
            "calling",
            "ring",
            "mobile",
            "mob",
            "cell",
            "cellphone",
            "fax",
            "whatsapp",
            "sms",
            "text",
            "landline",
            "phoned",
            "dial",
            "telefon",
            "telefonnummer",
            "handy",
            "mobil",
            "anruf",
            "anrufen",
            "appelez",
            "téléphone",
            "portable",
            "teléfono",
            "llame",
            "móvil",
            "telefono",
            "cellulare");

    private static final Set<String> OF_OTHER_NUMBERS = Set.of(
            "order",
            "orders",
            "invoice",
            "ticket",
            "ref",
            "reference",
            "booking",
            "case",
            "tracking",
            "parcel",
            "policy",
            "sku",
            "serial",
            "item",
            "article",
            "product",
            "model",
            "version",
            "transaction",
            "receipt",
            "claim",
            "contract",
            "batch",
            "confirmation",
            "reservation",
            "isbn",
            "ean",
            "upc",
            "barcode",
            "patent",
            "bestellung",
            "bestellnummer",
            "auftrag",
            "rechnung",
            "rechnungsnummer",
            "kundennummer",
            "artikel",
            "commande",
            "facture",
            "pedido",
            "factura",
            "ordine",
            "fattura");

    /** Words that may stand between what names a number and the number. */
    private static final Set<String> FILLERS =
            Set.of("no", "nr", "num", "number", "numbers", "nummer", "id", "code", "is", "was", "are", "the", "n");

    /** Nearest first, in lower case. */
    private final List<String> words;

    private WordsBefore(List<String> words) {
        this.words = words;
    }

    static WordsBefore of(String text, int end) {
        List<String> words = new ArrayList<>();
        int i = end;
        int limit = Math.max(0, end - REACH);
        while (i > limit) {
            int wordEnd = i;
            while (i > limit && Character.isLetter(text.charAt(i - 1))) {
                i--;
            }
            if (i < wordEnd) {
                words.add(text.substring(i, wordEnd).toLowerCase(Locale.ROOT));
            } else if (text.charAt(i - 1) == '\n') {
                break;
            } else {
                i--;
            }
        }
        return new WordsBefore(words);
    }

    /** Whether the number is said to be a telephone number. */
    boolean announcePhone() {
        return words.stream().limit(6).anyMatch(OF_PHONES::contains);
    }

    /** Whether the number is said to be an order's, an invoice's or the like. */
    boolean nameAnotherNumber() {
        return words.stream().dropWhile(FILLERS::contains).limit(1).anyMatch(OF_OTHER_NUMBERS::contains);
    }
}
