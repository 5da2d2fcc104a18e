package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExaminationTest {
    @Test
    void whatIsFoundIsToldInTheOrderOfTheChecks() {
        List<Finding> findings = Examination.of(List.of(
                        check("slow", () -> {
                            Thread.sleep(200);
                            return List.of(Finding.ok("slow", "Fine."));
                        }),
                        check("quick", () -> List.of(Finding.ok("quick", "Fine."), Finding.ok("more", "Fine.")))))
                .findings();
        assertThat(findings).extracting(Finding::subject).containsExactly("slow", "quick", "more");
    }

    /** The doctor's process ends when it has its findings: a Spark that a check has started must be gone by then. */
    @Test
    void aCheckThatIsStoppedHasTimeToEndWhatItBegan() {
        AtomicBoolean ended = new AtomicBoolean();
        Examination.of(List.of(check("hung", () -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        LockSupport.parkNanos(500_000_000L);
                        ended.set(true);
                    }
                    return List.of();
                })))
                .findings();
        assertThat(ended).isTrue();
    }

    @Test
    void aCheckThatHangsIsInterruptedAndHoldsUpNoOther() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        List<Finding> findings = Examination.of(List.of(
                        check("hung", () -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                            return List.of();
                        }),
                        check("deaf", () -> {
                            while (!over.get()) {
                                Thread.onSpinWait();
                            }
                            return List.of();
                        }),
                        check("well", () -> List.of(Finding.ok("well", "Fine.")))))
                .findings();
        over.set(true);
        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.BROKEN, Verdict.BROKEN, Verdict.OK);
        assertThat(findings.get(0).text()).startsWith("No answer within 1 s. See whether");
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatACheckThrowsIsToldAsBroken() {
        List<Finding> findings = Examination.of(List.of(check("odd", () -> {
                    throw new IllegalStateException("no\n  way");
                })))
                .findings();
        assertThat(findings)
                .containsExactly(
                        Finding.broken("odd", "Cannot look at it: java.lang.IllegalStateException: no; way.", ""));
    }

    private static Check check(String subject, Callable<List<Finding>> look) {
        return new Check() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> findings() throws Exception {
                return look.call();
            }

            @Override
            public Duration deadline() {
                return Duration.ofSeconds(1);
            }
        };
    }
}
