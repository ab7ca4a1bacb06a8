package uk.fosteringhub.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.attribution.journey.Journey;
import uk.fosteringhub.core.attribution.model.MarkovChain;
import uk.fosteringhub.core.attribution.model.RemovalEffect;
import uk.fosteringhub.core.attribution.model.TooManyChannels;

/** The Markov model against arithmetic by hand, and against walking the chain step by step. */
class MarkovChainTest {
    private static final int CHANNELS = 4;
    private static final int[] RANKS = {0, 1, 2, 3};

    record Path(List<Integer> channels, boolean converted) {}

    @Test
    void twoChannelsOfWhichOneIsOnEveryWayAreWorthWhatArithmeticSays() throws TooManyChannels {
        // a → b converts, b alone does not, a alone does not: P = P(a) * P(b|a) * P(conversion|b) = 2/3 * 1/2 * 1/2
        // and, from the start, b: 1/3 * 1/2
        MarkovChain chain =
                chain(List.of(new Path(List.of(0, 1), true), new Path(List.of(1), false), new Path(List.of(0), false)));
        List<RemovalEffect> effects = chain.effects(RANKS);
        double all = 2.0 / 3 * 0.5 * 0.5 + 1.0 / 3 * 0.5;
        assertThat(effects.get(0).effect()).isCloseTo(1 - (1.0 / 3 * 0.5) / all, within(1e-15));
        assertThat(effects.get(1).effect()).isCloseTo(1, within(1e-15));
        assertThat(effects.get(0).share() + effects.get(1).share()).isCloseTo(1, within(1e-15));
    }

    @Test
    void whereNothingConvertsNoChannelIsWorthAnything() throws TooManyChannels {
        assertThat(chain(List.of(new Path(List.of(0, 1, 0), false))).effects(RANKS))
                .allSatisfy(effect -> assertThat(effect.share()).isZero());
    }

    @Property(tries = 300)
    void theSolutionIsThatOfWalkingTheChainUntilNothingMoves(@ForAll("paths") List<Path> paths) throws TooManyChannels {
        double all = walked(paths, -1);
        for (RemovalEffect effect : chain(paths).effects(RANKS)) {
            double expected = all == 0 ? 0 : 1 - walked(paths, effect.channel()) / all;
            assertThat(effect.effect()).isCloseTo(expected, within(1e-9));
        }
    }

    @Provide
    Arbitrary<List<Path>> paths() {
        return Combinators.combine(
                        Arbitraries.integers()
                                .between(0, CHANNELS - 1)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(6),
                        Arbitraries.of(true, false))
                .as(Path::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static MarkovChain chain(List<Path> paths) {
        MarkovChain chain = new MarkovChain();
        for (Path path : paths) {
            Journey journey = new Journey().begin(0);
            path.channels().forEach(channel -> journey.add(-1, channel, 0));
            chain.add(journey, path.converted(), 1);
        }
        return chain;
    }

    /** The chance to convert when every step to one channel leads to nothing, by moving the mass on until it is at rest. */
    private static double walked(List<Path> paths, int removed) {
        double[][] counts = new double[CHANNELS + 1][CHANNELS + 2];
        for (Path path : paths) {
            int state = CHANNELS;
            for (int channel : path.channels()) {
                counts[state][channel]++;
                state = channel;
            }
            counts[state][path.converted() ? CHANNELS : CHANNELS + 1]++;
        }
        double[] mass = new double[CHANNELS + 1];
        mass[CHANNELS] = 1;
        double converted = 0;
        for (int step = 0; step < 2_000; step++) {
            double[] next = new double[CHANNELS + 1];
            for (int from = 0; from <= CHANNELS; from++) {
                double all = 0;
                for (double count : counts[from]) {
                    all += count;
                }
                for (int to = 0; to <= CHANNELS && all > 0 && mass[from] > 0; to++) {
                    double moved = mass[from] * counts[from][to] / all;
                    if (to == CHANNELS) {
                        converted += moved;
                    } else if (to != removed) {
                        next[to] += moved;
                    }
                }
            }
            mass = next;
        }
        return converted;
    }
}
