namespace FlowDemo.Fuzz;

/// <summary>Random choices by seed: the same on every machine and in every version of the runtime.</summary>
/// <param name="seed">The seed.</param>
/// <remarks>Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.</remarks>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed * 0xD1342543DE82EF95;

    /// <summary>A number below another one.</summary>
    /// <param name="end">At least 1.</param>
    public int Below(int end)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)end);
    }

    /// <summary>Something that happens once in so many times.</summary>
    /// <param name="times">How many.</param>
    public bool OnceIn(int times) => Below(times) == 0;

    /// <summary>One of several.</summary>
    /// <param name="choices">At least one.</param>
    public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
