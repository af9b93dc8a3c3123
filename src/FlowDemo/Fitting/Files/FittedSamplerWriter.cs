using System.Text.Json;

namespace FlowDemo.Fitting.Files;

/// <summary>Writes fitted samplers as JSON whose last field is the hash of all others.</summary>
public static class FittedSamplerWriter
{
    /// <summary>Version of the format; a reader refuses every other.</summary>
    internal const int Version = 2;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>The whole file, in UTF-8, ended by a line feed: the same bytes for the same samplers.</summary>
    /// <param name="set">The samplers.</param>
    public static byte[] Write(FittedSamplerSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Write(set, Hash(set));
    }

    /// <summary>The hash that belongs to the samplers.</summary>
    internal static string Hash(FittedSamplerSet set) => ContentHash.Of(Write(set, hash: null));

    private static byte[] Write(FittedSamplerSet set, string? hash)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "flowdemo-fitted-sampler");
            json.WriteNumber("version", Version);
            json.WriteString("program", set.Program);
            json.WriteString("target", set.Target);
            json.WriteString("targetHash", set.TargetHash);
            json.WriteString("path", set.Path);
            json.WriteNumber("seed", set.Seed);
            json.WriteNumber("pairs", set.Pairs);
            json.WriteString("warmStart", WarmStartNames.Of(set.WarmStart));
            json.WriteStartArray("samplers");
            foreach (FittedSampler sampler in set.Samplers)
            {
                Write(json, sampler);
            }

            json.WriteEndArray();
            if (hash is not null)
            {
                json.WriteString("hash", hash);
            }

            json.WriteEndObject();
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, FittedSampler sampler)
    {
        json.WriteStartObject();
        json.WriteNumber("nfe", sampler.Evaluations);
        json.WriteNumber("calibrationRmse", sampler.CalibrationError);
        json.WriteNumber("validationRmse", sampler.ValidationError);
        json.WriteNumber("start", sampler.StartTime);
        WriteNumbers(json, "times", sampler.Times);
        json.WriteStartArray("states");
        for (int i = 1; i <= sampler.Evaluations; i++)
        {
            (double carry, double noise, double mean) = sampler.Affine(i);
            json.WriteStartObject();
            json.WriteNumber("carry", carry);
            json.WriteNumber("noise", noise);
            json.WriteNumber("mean", mean);
            WriteNumbers(json, "weights", sampler.Weights(i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
