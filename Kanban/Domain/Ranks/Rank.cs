namespace KanbanAspire.Kanban.Ranks;

/// <summary>
/// Makes order keys: strings over 0-9A-Za-z whose ordinal order is the order of the cards. A key is a variable-length
/// integer (its first character tells the length: <c>a</c> two characters, <c>b</c> three, <c>Z</c> two below zero, …)
/// and a fraction that does not end in 0, so appending a million keys needs no more than five characters. Order is
/// (rank, id); where two ids were placed between the same neighbours, six random digits make the ranks differ.
/// The scheme is D. Greenspan's fractional indexing (npm fractional-indexing, CC0).
/// </summary>
public static class Rank
{
    /// <summary>Length from which on the Scheduler gives a column new, short ranks, within a minute.</summary>
    public const int RebalanceLength = 64;

    /// <summary>
    /// Longest rank there can be. Inserting at one spot adds a character every five commands or more, so one person, who writes
    /// 600 times in a minute at most, does not get here before the column has short ranks again.
    /// </summary>
    public const int MaxLength = 256;

    private const int SuffixLength = 6;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Base = 62;
    private static readonly string Smallest = "A" + new string('0', 26);

    /// <summary>Makes six random digits; the last is not 0, because no fraction ends in 0.</summary>
    /// <returns>Six characters of 0-9A-Za-z.</returns>
    public static string NewJitter() =>
        string.Create(SuffixLength, 0, static (span, _) =>
        {
            for (var i = 0; i < SuffixLength - 1; i++)
            {
                span[i] = Digits[Random.Shared.Next(Base)];
            }

            span[^1] = Digits[Random.Shared.Next(1, Base)];
        });

    /// <summary>Makes a rank between two neighbours.</summary>
    /// <param name="after">Rank of the neighbour before; null at the start.</param>
    /// <param name="before">Rank of the neighbour behind; null at the end.</param>
    /// <param name="jitter">What <see cref="NewJitter"/> gives.</param>
    /// <returns>A rank greater than <paramref name="after"/> and less than <paramref name="before"/>.</returns>
    /// <exception cref="ArgumentException">The neighbours are not in order.</exception>
    public static string Between(string? after, string? before, string jitter)
    {
        // Before the first key step to the integer below: halving its random suffix again and again would grow faster.
        var key = after is null && before is not null ? Shortest(null, IntegerOf(before)) : Shortest(after, before);

        // A suffix may be appended only to what is no beginning of the right neighbour: "a1" + "zzzzzz" > "a1V".
        while (before is not null && before.StartsWith(key, StringComparison.Ordinal))
        {
            key += Midpoint(string.Empty, before[key.Length..]);
        }

        return key + jitter;
    }

    /// <summary>Makes the shortest key between two keys, without random digits.</summary>
    /// <param name="after">Key before; null at the start.</param>
    /// <param name="before">Key behind; null at the end.</param>
    /// <returns>A key strictly between.</returns>
    /// <exception cref="ArgumentException">The keys are not in order.</exception>
    public static string Shortest(string? after, string? before)
    {
        if (after is not null && before is not null && string.CompareOrdinal(after, before) >= 0)
        {
            throw new ArgumentException($"{after} is not before {before}.", nameof(after));
        }

        return (after, before) switch
        {
            (null, null) => "a0",
            (null, _) => BeforeFirst(before),
            (_, null) => AfterLast(after),
            _ => BetweenBoth(after, before),
        };
    }

    /// <summary>Steps from a rank's integer up or down.</summary>
    /// <param name="rank">Any rank.</param>
    /// <param name="steps">Number of integers to go; negative goes down.</param>
    /// <returns>The integer there, a key of its own; null beyond the last or first.</returns>
    public static string? Step(string rank, int steps)
    {
        string? integer = IntegerOf(rank);
        for (; steps > 0 && integer is not null; steps--)
        {
            integer = Increment(integer);
        }

        for (; steps < 0 && integer is not null; steps++)
        {
            integer = Decrement(integer);
        }

        return integer;
    }

    private static string BeforeFirst(string before)
    {
        var integer = IntegerOf(before);
        if (integer == Smallest)
        {
            return integer + Midpoint(string.Empty, before[integer.Length..]);
        }

        return integer.Length < before.Length
            ? integer
            : Decrement(integer) ?? throw new ArgumentException("Nothing is before the smallest key.", nameof(before));
    }

    private static string AfterLast(string after)
    {
        var integer = IntegerOf(after);
        return Increment(integer) ?? integer + Midpoint(after[integer.Length..], null);
    }

    private static string BetweenBoth(string after, string before)
    {
        var integer = IntegerOf(after);
        if (integer == IntegerOf(before))
        {
            return integer + Midpoint(after[integer.Length..], before[integer.Length..]);
        }

        return Increment(integer) is { } next && string.CompareOrdinal(next, before) < 0
            ? next
            : integer + Midpoint(after[integer.Length..], null);
    }

    private static string Midpoint(string after, string? before)
    {
        if (before is not null)
        {
            var common = 0;
            while (common < before.Length && DigitAt(after, common) == DigitAt(before, common))
            {
                common++;
            }

            if (common > 0)
            {
                return before[..common] + Midpoint(common < after.Length ? after[common..] : string.Empty, before[common..]);
            }
        }

        var low = DigitAt(after, 0);
        var high = before is null ? Base : DigitAt(before, 0);
        if (high - low > 1)
        {
            return Digits[(low + high + 1) / 2].ToString();
        }

        return before is { Length: > 1 }
            ? before[..1]
            : Digits[low] + Midpoint(after.Length > 1 ? after[1..] : string.Empty, null);
    }

    private static int DigitAt(string text, int index) => index < text.Length ? ValueOf(text[index]) : 0;

    private static int ValueOf(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'Z' => digit - 'A' + 10,
        >= 'a' and <= 'z' => digit - 'a' + 36,
        _ => throw new ArgumentException($"'{digit}' is no digit of a rank.", nameof(digit)),
    };

    private static string IntegerOf(string key) => key[..IntegerLength(key[0])];

    private static int IntegerLength(char head) => head switch
    {
        >= 'a' and <= 'z' => head - 'a' + 2,
        >= 'A' and <= 'Z' => 'Z' - head + 2,
        _ => throw new ArgumentException($"'{head}' does not start a rank.", nameof(head)),
    };

    private static string? Increment(string integer)
    {
        var digits = integer.ToCharArray();
        for (var i = digits.Length - 1; i > 0; i--)
        {
            var value = ValueOf(digits[i]) + 1;
            digits[i] = Digits[value % Base];
            if (value < Base)
            {
                return new string(digits);
            }
        }

        return integer[0] switch
        {
            'z' => null,
            'Z' => "a0",
            var head => (char)(head + 1) + new string('0', IntegerLength((char)(head + 1)) - 1),
        };
    }

    private static string? Decrement(string integer)
    {
        var digits = integer.ToCharArray();
        for (var i = digits.Length - 1; i > 0; i--)
        {
            var value = ValueOf(digits[i]) - 1;
            digits[i] = Digits[(value + Base) % Base];
            if (value >= 0)
            {
                return new string(digits);
            }
        }

        return integer[0] switch
        {
            'A' => null,
            'a' => "Zz",
            var head => (char)(head - 1) + new string('z', IntegerLength((char)(head - 1)) - 1),
        };
    }
}
