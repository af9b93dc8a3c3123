using System.Collections.Immutable;
using System.Text.Json;
using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Files;

/// <summary>Reads what <see cref="FittedSamplerWriter"/> wrote, and nothing else: every field must be there, none may be more, and the hash must fit.</summary>
public static class FittedSamplerReader
{
    private const int MostEvaluations = 64;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name, for complaints.</param>
    /// <exception cref="FlowDemoException">It is not a file of fitted samplers of this version, or it has been changed.</exception>
    public static FittedSamplerSet Read(ReadOnlyMemory<byte> bytes, string name)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes);
        }
        catch (JsonException e)
        {
            throw new FlowDemoException($"The file '{name}' is not a fitted sampler: it is not valid JSON ({e.Message}).", e);
        }

        using (document)
        {
            StrictObject file = new(document.RootElement, name, "the file");
            if (file.TryText("format") != "flowdemo-fitted-sampler")
            {
                throw new FlowDemoException($"The file '{name}' is not a fitted sampler; 'flowdemo fit' writes one.");
            }

            if (file.Integer("version", 0, int.MaxValue) is int version && version != FittedSamplerWriter.Version)
            {
                throw new FlowDemoException($"The file '{name}' has version {version}, and this program reads version {FittedSamplerWriter.Version}; fit it again.");
            }

            WarmStartKind warmStart = WarmStartNames.Parse(file.Text("warmStart"))
                ?? throw new FlowDemoException($"The file '{name}' names the warm start '{file.Text("warmStart")}'; it is none, mean or gauss.");
            FittedSamplerSet set = new(
                file.Text("program"),
                file.Text("target"),
                file.Text("targetHash"),
                file.Text("path"),
                file.Integer("seed", int.MinValue, int.MaxValue),
                file.Integer("pairs", 1, int.MaxValue),
                warmStart,
                [.. file.Array("samplers").Select((e, i) => ReadSampler(new StrictObject(e, name, $"sampler {i + 1}"), warmStart, name))]);
            string hash = file.Text("hash");
            file.RefuseMore();
            if (set.Samplers.Length == 0 || set.Samplers.DistinctBy(static s => s.Evaluations).Count() != set.Samplers.Length)
            {
                throw new FlowDemoException($"The file '{name}' must hold at least one sampler, and one for each NFE.");
            }

            return FittedSamplerWriter.Hash(set) == hash
                ? set
                : throw new FlowDemoException($"The file '{name}' has been changed since it was written: its content does not fit its hash; fit it again.");
        }
    }

    private static FittedSampler ReadSampler(StrictObject json, WarmStartKind warmStart, string name)
    {
        CoefficientLayout layout = new(json.Integer("nfe", 1, MostEvaluations));
        double[] values = layout.Identity();
        values[CoefficientLayout.Start] = json.Number("start");
        double[] times = json.Numbers("times", layout.Evaluations);
        times.CopyTo(values.AsSpan(layout.Time(0)));
        ImmutableArray<JsonElement> states = [.. json.Array("states")];
        if (states.Length != layout.Evaluations)
        {
            throw new FlowDemoException($"The file '{name}' has a sampler of NFE {layout.Evaluations} with {states.Length} states; it needs one for each evaluation.");
        }

        for (int i = 1; i <= states.Length; i++)
        {
            StrictObject state = new(states[i - 1], name, $"state {i}");
            values[layout.Carry(i)] = state.Number("carry");
            values[layout.Noise(i)] = state.Number("noise");
            values[layout.Mean(i)] = state.Number("mean");
            state.Numbers("weights", i).CopyTo(values.AsSpan(layout.Weight(i, 0)));
            state.RefuseMore();
        }

        FittedSampler sampler = new(warmStart, layout, values, json.Number("calibrationRmse"), json.Number("validationRmse"));
        json.RefuseMore();
        double[] knots = [0, .. times.Skip(1), 1];
        bool increases = times[0] >= 0 && times[0] < knots[1] && knots.Zip(knots.Skip(1)).All(static p => p.First < p.Second);
        bool starts = warmStart == WarmStartKind.None ? sampler.StartTime == 0 : sampler.StartTime > 0 && sampler.StartTime < knots[1];
        return increases && starts
            ? sampler
            : throw new FlowDemoException(
                $"The file '{name}' has a sampler of NFE {layout.Evaluations} whose times do not increase from 0 to below 1, or whose start is not before its second evaluation.");
    }
}
