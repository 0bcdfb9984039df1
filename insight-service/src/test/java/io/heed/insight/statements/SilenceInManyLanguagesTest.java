package io.heed.insight.statements;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.heed.contracts.SilentReason;

/** Each line: a language, then statements of it between bars. */
class SilenceInManyLanguagesTest {

    private static final Pattern BAR = Pattern.compile("\\|");

    private final Silence silence = new Silence();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        none    ; N/A | n.a. | n/d | N/A!!! | n/a, thanks | 'n/a' | na - | s/c
        English ; "Nothing, all good 👍" | Nope, thanks! | all fine - thank you | could not be better | no worries :)
        English ; Don’t know | Wouldn't change anything | nothing springs to mind... | Everything was perfect ❤️
        German  ; k.A. | Nein danke! | NICHTS!!! | nix | gar nichts | Alles gut, danke 😊 | Nichts, alles war sehr gut.
        German  ; keine Anmerkungen | Keine weiteren Verbesserungsvorschlaege | ich habe nichts auszusetzen | bin rundum zufrieden
        German  ; mir faellt nichts ein | Mir fällt dazu nichts ein. | alles bestens, weiter so! | vielen herzlichen Dank | weiss nicht
        German  ; nein, nichts | nichts alles super | keine Beschwerden | War alles ok | passt alles
        French  ; RAS | R.A.S. | rien | Rien a dire | rien à signaler, merci | Aucune remarque particulier | tout est parfait
        French  ; néant | NEANT | Non merci | je n'ai rien à ajouter | C’était très bien | tout va bien merci beaucoup | sans avis
        French  ; Aucun problème | rien pour le moment | je ne sais pas | Rien, tout était parfait !
        Spanish ; nada | Nada, gracias | sin comentarios | todo bien gracias | Todo muy bien!!! | ningun comentario | ninguna queja
        Spanish ; No | no tengo nada que decir | nada que añadir | nada que anadir | no sé | estuvo todo excelente 😀 | Muy bien, gracias
        Spanish ; nada en particular | Ninguno, todo perfecto | no hay quejas | por el momento nada | estoy muy satisfecha
        Italian ; niente | Nulla da segnalare | Nessun commento | tutto bene grazie | va tutto bene | non ho niente da dire
        Italian ; tutto a posto | no grazie | No, tutto perfetto! | nessun problema | e' tutto ok | mille grazie | Non saprei
        Portuguese ; nada | Nada a declarar | nada a dizer, obrigada | sem comentarios | não | nao | tudo bem | tudo ótimo!
        Portuguese ; nenhuma reclamação | Não tenho nada a acrescentar | foi tudo muito bom | está tudo certo | muito obrigado
        Dutch   ; niets | niks | n.v.t. | nvt | Nee, bedankt | geen opmerkingen | Geen verdere klachten
        Dutch   ; alles was goed | alles naar wens | het is prima zo | ik ben zeer tevreden | dank je wel | nee alles prima
        Polish  ; nic | brak | Brak uwag | nie wiem | nie dotyczy | wszystko w porządku | wszystko w porzadku | bez zastrzezen
        Polish  ; Wszystko było bardzo dobrze, dziękuję | nie mam nic do dodania | żadnych uwag | jestem zadowolona | nic, dziękuję
        Swedish ; inget | Ingenting | inga synpunkter | Nej tack | allt bra | Allt har fungerat bra! | inget att tillägga
        Swedish ; nej, allt var bra | vet ej | jag är nöjd | tack så mycket | nej allt bra
        Danish  ; ingen kommentarer | alt var godt | nej tak
        Turkish ; yok | Yok. | hiçbir şey | hicbir sey yok | HAYIR | her şey çok güzel | her şey güzeldi, teşekkürler
        Turkish ; sorun yok | şikayetim yok | öneri yok | çok memnun kaldım | bilmiyorum | teşekkür ederim
        Arabic  ; لا شيء | لا شئ | لا يوجد | لا توجد ملاحظات | لا يوجد أي تعليق | لا شكرا | شكرا جزيلا | كل شيء ممتاز
        Arabic  ; كل شيء جيد، شكراً | لا أعرف | ممتاز جدا | الحمد لله | بدون تعليق | لا توجد مشكلة
        Hindi   ; कुछ नहीं | कुछ नही | कुछ भी नहीं | नहीं | कोई शिकायत नहीं | सब ठीक है | सब कुछ बहुत अच्छा था, धन्यवाद | पता नहीं
        Hindi   ; बहुत बढ़िया | मैं खुश हूँ | कुछ नहीं कहना है | kuch nahi | Sab theek hai | कोई सुझाव नहीं है।
        Chinese ; 无 | 無 | 没有 | 沒有 | 没有意见 | 没有什么意见。 | 暂时没有 | 没什么好说的 | 一切都很好 | 都挺好的，谢谢 | 没问题 | 非常满意！
        Chinese ; 不错 | 很好 | 好的 | 没有任何问题，谢谢 | 暂无 | 不知道
        Japanese ; 特になし | 特に無し。 | 特にありません | なし | ないです | 特に問題ありません | 意見はありません | とても満足しています
        Japanese ; すべて良かったです | ありがとうございます | 特に何もないです | わかりません | 大変満足です。特にありません。
        """)
    void what_says_nothing_is_told(String language, String statements) {
        assertSoftly(softly -> BAR.splitAsStream(statements)
                .map(String::strip)
                .forEach(statement ->
                        softly.assertThat(silence.of(statement)).as(statement).contains(SilentReason.SAYS_NOTHING)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        English ; thanks for nothing | would be great | Is everything ok? | all good?? no | Nothing great | needs to be good | more time
        English ; No complaints procedure | nothing is good, never was | All fine 😡 | thank you 👎 | good :( | nobody cares
        German  ; nicht gut | nicht zufrieden | nichts funktioniert | nichts war gut | nichts geändert | es ändert sich nichts
        German  ; nicht alles gut | Danke für nichts | keine Hilfe | keine Antwort | kein Personal | keine Besserung | Alles schlecht
        German  ; na toll | alles gut außer dem Essen | wäre gut | Alles gut? | keine Ahnung vom Produkt | sie haben keine Ahnung
        German  ; guter Service | nie zufrieden | alles super 🙄 | nichts gut | kein guter Ort | alles zu teuer | noch keine Auskunft
        French  ; rien ne marche | rien ne va | rien n'a changé | rien a changé | pas bien | pas satisfait | tout est nul
        French  ; merci pour rien | tout à changer | rien de bien | aucune réponse | aucun suivi | trop cher | Tout va bien ? | ça va mal
        French  ; pas très bien | jamais content | aucune amélioration | Le café était très bien | bien sauf le bruit
        Spanish ; nada funciona | nada bueno | nada está bien | no todo bien | no está bien | no estoy satisfecha | gracias por nada
        Spanish ; ningún médico | nadie responde | no entiendo nada | no sirve para nada | todo mal | ¿Todo bien? | no hay nada
        Spanish ; nada ha cambiado | todo bien menos el baño | nunca contento | sin respuesta | ninguna ayuda
        Italian ; niente funziona | non funziona niente | non va bene | non tutto bene | niente di buono | grazie per niente | niente bene
        Italian ; nessuna risposta | nessun aiuto | non sono soddisfatta | tutto male | tutto bene? | il cibo ottimo | mai contento
        Portuguese ; nada funciona | nada bom | não está bem | não foi bom | nem tudo bem | não tudo bem | obrigado por nada
        Portuguese ; nenhuma resposta | sem água | nada mudou | tudo errado | tudo bem? | nunca satisfeita | ninguém atende
        Dutch   ; niets werkt | niet goed | niet tevreden | niets was goed | geen hulp | geen reactie | bedankt voor niets
        Dutch   ; alles slecht | niet alles goed | niets goed | te duur | alles goed behalve de prijs | nooit tevreden
        Polish  ; nic nie działa | nie jest dobrze | nie wszystko dobrze | nic dobrego | brak pomocy | brak odpowiedzi | brak poprawy
        Polish  ; do niczego | dzięki za nic | nie jestem zadowolona | wszystko źle | wszystko dobrze? | nic się nie zmieniło
        Swedish ; inget fungerar | inte bra | inget bra | inte nöjd | ingen hjälp | inget svar | tack för ingenting | allt är dåligt
        Swedish ; inga förbättringar | allt bra utom priset | aldrig nöjd | inte allt bra | ingen svarar
        Turkish ; hiçbir şey çalışmıyor | iyi değil | memnun değilim | memnun kalmadım | hiç iyi değil | cevap yok | su yok
        Turkish ; her şey kötü | hiç güzel | her şey güzel değil | hiçbir şey için teşekkürler | doktor yok | Her şey iyi mi?
        Arabic  ; لا شيء يعمل | ليس جيدا | غير جيد | لا أحد يرد | لا يوجد ماء | كل شيء سيء | لا شيء جيد | لدي مشكلة
        Arabic  ; شكرا على لا شيء | لا يوجد رد | هل كل شيء بخير؟ | الخدمة غير ممتازة
        Hindi   ; कुछ काम नहीं करता | अच्छा नहीं | कुछ भी ठीक नहीं | कोई जवाब नहीं | कोई मदद नहीं | पानी नहीं है | सब खराब
        Hindi   ; मैं खुश नहीं हूँ | कोई नहीं है | क्या सब ठीक है? | सब ठीक नहीं है | समस्या है
        Chinese ; 不好 | 没有用 | 没有人 | 没有回复 | 没用 | 一点都不好 | 不满意 | 没有改善 | 很差 | 什么都没有 | 都不行 | 很不满
        Chinese ; 没有好的 | 服务很好 | 没说 | 不太好 | 有问题 | 好吗？ | 没有停车位
        Japanese ; 良くない | 満足ではない | 満足していません | 何も動かない | 返事がない | 問題があります | 誰もいない | 良いですが高い
        Japanese ; 改善がない | 最悪 | 説明なし | 料理が良い | 良いところがない | 特に悪い
        """)
    void what_complains_in_almost_the_same_words_speaks(String language, String statements) {
        assertSoftly(softly -> BAR.splitAsStream(statements)
                .map(String::strip)
                .forEach(statement ->
                        softly.assertThat(silence.of(statement)).as(statement).isEmpty()));
    }
}
