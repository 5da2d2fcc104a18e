package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser; registry-ddl/catalog/install.sh brings it. Pictures of them stay in target/screenshots. */
class CatalogBrowserTest {
    private static final Path CHROMIUM = Path.of("target/browser/chromium");
    private static final Path PICTURES = Path.of("target/screenshots");

    private static ServedCatalog catalog;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER) Path folder) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "No Chromium: run registry-ddl/catalog/install.sh");
        catalog = new ServedCatalog(folder);
        browser = Browser.start(CHROMIUM, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
            catalog.close();
        }
    }

    @BeforeEach
    void light() {
        browser.prefer("light");
        browser.size(1280, 800);
    }

    /** Whatever a test has done: nothing but the catalog was asked, and no script or policy has failed. */
    @AfterEach
    void noRequestLeavesTheMachine() {
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(address -> address.startsWith(catalog.address()) || address.equals("about:blank"));
        assertThat(browser.complaints()).isEmpty();
        assertThat(catalog.failures).isEmpty();
    }

    @Test
    void theBoardShowsABreachAndItsCause() {
        browser.open(catalog.address() + "/");

        assertThat(browser.texts(".board tbody th"))
                .containsExactly(
                        "airport_delays@1",
                        "airport_ranks@1",
                        "airport_delays@2",
                        "passenger_trips@1",
                        "route_delays@1");
        assertThat(browser.text(".board tbody tr"))
                .contains("breach")
                .contains("30h")
                .contains("26h");
        assertThat(browser.text(".board .cause")).contains("2001-03-01 was refused by the gate");
        browser.picture(PICTURES.resolve("home.png"));

        browser.click(".counts a.bad");
        browser.await("document.readyState === 'complete' && location.search === '?state=BREACH'");
        assertThat(browser.texts(".board tbody th")).containsExactly("airport_delays@1");
    }

    @Test
    void aSearchIsTypedFromAnywhereWithSlipsAndOpenedByTheKeyboard() {
        browser.open(catalog.address() + "/search");
        browser.press("/");
        browser.type("airprot delasy");
        browser.await("document.querySelector('#found h1 .asked')?.textContent === 'airprot delasy'");
        assertThat(browser.texts(".results .name").get(0)).isEqualTo("airport_delays@1");
        assertThat(browser.value("location.search")).isEqualTo("?q=airprot%20delasy");
        browser.picture(PICTURES.resolve("search.png"));
        browser.press("ArrowDown");
        browser.press("Enter");
        browser.arrive("/views/airport_delays@1");

        assertThat(browser.text("h1")).startsWith("airport_delays@1");
    }

    @Test
    void theFirstTabLeadsToTheContent() {
        browser.open(catalog.address() + "/");
        browser.press("Tab");
        assertThat(browser.value("document.activeElement.textContent")).isEqualTo("Skip to the content");
        browser.press("Enter");
        browser.await("document.activeElement.id === 'main'");
    }

    @Test
    void aViewShowsItsDaysItsGateAndItsStatistics() {
        browser.open(catalog.address() + "/views/airport_delays");

        assertThat(browser.text(".why")).contains("refused by the gate");
        assertThat(browser.texts(".cell.missing")).contains("14");
        assertThat(browser.texts(".month .cell.stale")).containsExactly("10", "11");
        assertThat(browser.texts(".month .cell.quarantined")).containsExactly("20", "1");
        assertThat(browser.texts(".strip a.failed span")).hasSize(2);
        assertThat(browser.value("document.querySelectorAll('svg.trend polyline').length"))
                .isEqualTo("2");
        assertThat(browser.text(".features tbody tr")).contains("from flights.date");
        assertThat(browser.texts(".sql .keyword")).contains("SELECT", "GROUP", "BY");
        assertThat(browser.text("#readers"))
                .contains("delay_predictor, model, ml@example.com")
                .contains("4f0c29e1a7b3");
        browser.picture(PICTURES.resolve("view.png"));
        browser.size(390, 800);
        browser.await("document.documentElement.scrollWidth <= 390");
        browser.picture(PICTURES.resolve("view-narrow.png"));
    }

    @Test
    void lineageIsFollowedFromSourceToService() {
        browser.open(catalog.address() + "/sources/flights");
        browser.click("svg.lineage a[href='/views/airport_delays@1']");
        browser.arrive("/views/airport_delays@1");
        assertThat(browser.texts("svg.lineage .node text:last-child")).contains("delay_predictor", "airport_ranks@1");
        browser.click("svg.lineage a[href='/services/delay_model@1']");
        browser.arrive("/services/delay_model@1");

        assertThat(browser.text("#views")).contains("airport_delays@1").contains("pinned");
        browser.picture(PICTURES.resolve("service.png"));
    }

    @Test
    void darkIsWhatTheReaderPrefersOrChooses() {
        browser.prefer("dark");
        browser.open(catalog.address() + "/views/airport_delays@2");
        String dark = browser.value("getComputedStyle(document.body).backgroundColor");
        browser.picture(PICTURES.resolve("view-dark.png"));
        browser.click("#theme");
        assertThat(browser.value("getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(dark);
        browser.open(catalog.address() + "/runs");
        assertThat(browser.value("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        browser.click("#theme");
        assertThat(browser.value("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark);
        browser.picture(PICTURES.resolve("runs-dark.png"));
        browser.value("localStorage.clear()");
    }

    @Test
    void aHostileDescriptionIsOnlyRead() {
        browser.open(catalog.address() + "/views/passenger_trips");

        assertThat(browser.value("document.title")).startsWith("passenger_trips");
        assertThat(browser.text(".lead")).isEqualTo(CatalogFlights.HOSTILE);
        assertThat(browser.value("document.querySelectorAll('main script, main img').length"))
                .isEqualTo("0");
        assertThat(browser.texts(".pii")).hasSize(2).containsOnly("PII");
        browser.picture(PICTURES.resolve("view-hostile.png"));
    }

    @Test
    void aRunIsSeenGoingOn() {
        browser.open(catalog.address() + "/runs");
        assertThat(browser.text("#runs")).contains("1 running");
        browser.value("document.querySelector('#runs').dataset.old = 'yes'");
        browser.await("document.querySelector('#runs') && !document.querySelector('#runs').dataset.old");

        browser.click("a[href='/runs/airport_delays-v1-20010301-1']");
        browser.arrive("/runs/airport_delays-v1-20010301-1");
        assertThat(browser.texts("tbody tr:first-child td")).contains("failed", "critical", "12");
        browser.picture(PICTURES.resolve("run.png"));
    }

    @Test
    void everyPagePassesAQuickCheckOfItsOutline() {
        for (String path : List.of(
                "/",
                "/search",
                "/runs",
                "/views/airport_delays",
                "/services/delay_model",
                "/sources/flights",
                "/entities/airport")) {
            browser.open(catalog.address() + path);
            assertThat(browser.value("document.querySelectorAll('h1').length"))
                    .as(path)
                    .isEqualTo("1");
            assertThat(browser.value("document.querySelectorAll('header, nav, main, footer').length >= 4"))
                    .isEqualTo("true");
            assertThat(browser.value("document.querySelectorAll('th:not([scope])').length"))
                    .as(path)
                    .isEqualTo("0");
            assertThat(browser.value("Array.from(document.querySelectorAll('a, button, input')).filter(found =>"
                            + " !(found.textContent.trim() || found.getAttribute('aria-label'))).length"))
                    .as(path)
                    .isEqualTo("0");
        }
    }
}
