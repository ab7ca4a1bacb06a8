package uk.fosteringhub.core.identity.judge;

/** Slips of the keyboard: a character too many, missing, another one, or two neighbours swapped. */
final class Slips {
    private static final int LETTERS = 128;
    private static final int SHORTEST_SCRAMBLED = 3;

    private Slips() {}

    /** Whether so many slips lead from one to the other (optimal string alignment). */
    static boolean within(int most, String one, String other) {
        return Math.abs(one.length() - other.length()) <= most && count(one, other, most) <= most;
    }

    private static int count(String one, String other, int most) {
        int width = other.length() + 1;
        int[] before = new int[width];
        int[] last = new int[width];
        int[] row = new int[width];
        for (int j = 0; j < width; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j < width; j++) {
                char a = one.charAt(i - 1);
                char b = other.charAt(j - 1);
                int slips = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (a == b ? 0 : 1));
                if (i > 1 && j > 1 && a == other.charAt(j - 2) && one.charAt(i - 2) == b) {
                    slips = Math.min(slips, before[j - 2] + 1);
                }
                row[j] = slips;
                least = Math.min(least, slips);
            }
            if (least > most) {
                return least;
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[width - 1];
    }

    /** Whether they have the same letters in another order, but for one. */
    static boolean scrambled(String one, String other) {
        if (Math.min(one.length(), other.length()) < SHORTEST_SCRAMBLED
                || Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int[] letters = new int[LETTERS];
        for (int i = 0; i < one.length(); i++) {
            letters[one.charAt(i) % LETTERS]++;
        }
        for (int i = 0; i < other.length(); i++) {
            letters[other.charAt(i) % LETTERS]--;
        }
        int left = 0;
        for (int count : letters) {
            left += Math.abs(count);
        }
        return left <= 1;
    }
}
