using System.Text.Json;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Files;

/// <summary>Writes the parts of a model.</summary>
internal static class ModelWriter
{
    public static void Write(Utf8JsonWriter writer, VelocityModel model, string? hash)
    {
        writer.WriteStartObject();
        writer.WriteString("format", ModelFile.Format);
        writer.WriteNumber("version", ModelFile.Version);
        writer.WriteNumber("dimension", 2);
        writer.WriteString("path", model.Path);
        WriteRecord(writer, model.Record);
        writer.WritePropertyName("target");
        WriteMixture(writer, model.Target);
        writer.WriteStartArray("members");
        foreach (ModelMember member in model.Members)
        {
            WriteMember(writer, member);
        }

        writer.WriteEndArray();
        if (hash is not null)
        {
            writer.WriteString("hash", hash);
        }

        writer.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter writer, TrainingRecord record)
    {
        writer.WriteStartObject("training");
        writer.WriteString("method", record.Method);
        writer.WriteString("target", record.TargetName);
        writer.WriteNumber("evaluations", record.Evaluations);
        TrainingOptions options = record.Options;
        writer.WriteStartArray("steps");
        foreach (int budget in options.Budgets)
        {
            writer.WriteNumberValue(budget);
        }

        writer.WriteEndArray();
        writer.WriteNumber("pairs", options.Pairs);
        writer.WriteNumber("seed", options.Seed);
        writer.WriteString("regressor", RegressorKinds.NameOf(options.Regressor));
        WriteOptional(writer, "features", options.Features);
        if (options.Residual is bool residual)
        {
            writer.WriteBoolean("residual", residual);
        }

        writer.WriteBoolean("symmetry", options.UseSymmetry);
        writer.WriteBoolean("sensitivity", options.WeighBySensitivity);
        writer.WriteNumber("penalty", options.Penalty);
        writer.WriteNumber("hidden", options.Hidden);
        writer.WriteNumber("iterations", options.Iterations);
        if (options.Schedule is string schedule)
        {
            writer.WriteString("schedule", schedule);
        }

        writer.WriteStartArray("findings");
        foreach (Finding finding in record.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("name", finding.Name);
            writer.WriteNumber("value", finding.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("warnings");
        foreach (string warning in record.Warnings)
        {
            writer.WriteStringValue(warning);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is int number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void WriteMixture(Utf8JsonWriter writer, GaussianMixture mixture)
    {
        writer.WriteStartArray();
        foreach (GaussianComponent c in mixture.Components)
        {
            WriteNumbers(writer, [c.Weight, c.MeanX, c.MeanY, c.CovarianceXX, c.CovarianceXY, c.CovarianceYY]);
        }

        writer.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter writer, ModelMember member)
    {
        writer.WriteStartObject();
        if (member.Condition is ClassCondition condition)
        {
            writer.WriteString("class", condition.Label);
            writer.WriteNumber("guidance", condition.Guidance);
        }

        if (member.Grid is TimeGrid grid)
        {
            writer.WritePropertyName("grid");
            WriteNumbers(writer, grid.Knots.AsSpan());
        }

        switch (member.Field)
        {
            case OracleReflowField:
                writer.WriteString("kind", "oracle-2rf");
                break;
            case LearnedVelocityField learned:
                writer.WriteString("kind", "learned");
                writer.WriteString("prediction", Predictions.NameOf(learned.Prediction));
                writer.WritePropertyName("knots");
                WriteNumbers(writer, learned.Knots.AsSpan());
                writer.WriteStartArray("functions");
                foreach (ILearnedFunction function in learned.Functions)
                {
                    WriteFunction(writer, function);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new NotSupportedException("A field of this type has no form in a file.");
        }

        writer.WriteEndObject();
    }

    private static void WriteFunction(Utf8JsonWriter writer, ILearnedFunction function)
    {
        writer.WriteStartObject();
        if (function is Perceptron perceptron)
        {
            writer.WriteString("kind", "perceptron");
            writer.WriteNumber("hidden", perceptron.Hidden);
            writer.WritePropertyName("weights");
            WriteNumbers(writer, perceptron.Weights.AsSpan());
            writer.WriteEndObject();
            return;
        }

        if (function is not LinearRegressor linear)
        {
            throw new NotSupportedException("A function of this type has no form in a file.");
        }

        writer.WriteString("kind", "linear");
        writer.WritePropertyName("features");
        WriteFeatures(writer, linear.Features);
        writer.WritePropertyName("coefficients");
        WriteNumbers(writer, linear.Coefficients.AsSpan());
        writer.WriteEndObject();
    }

    private static void WriteFeatures(Utf8JsonWriter writer, IFeatureMap features)
    {
        writer.WriteStartObject();
        switch (features)
        {
            case AffineFeatures affine:
                writer.WriteString("kind", "affine");
                writer.WriteBoolean("time", affine.WithTime);
                break;
            case FourierFeatures fourier:
                writer.WriteString("kind", "fourier");
                writer.WritePropertyName("frequencies");
                WriteNumbers(writer, fourier.Frequencies.AsSpan());
                break;
            case ResponsibilityFeatures responsibility:
                writer.WriteString("kind", "responsibility");
                writer.WritePropertyName("mixture");
                WriteMixture(writer, responsibility.Mixture);
                writer.WritePropertyName("probes");
                WriteNumbers(writer, [.. responsibility.Probes.SelectMany(static p => new[] { p.EarliestTime, p.Sharpness })]);
                break;
            case TimePowerFeatures powers:
                writer.WriteString("kind", "time-powers");
                writer.WritePropertyName("inner");
                WriteFeatures(writer, powers.Inner);
                break;
            case FeatureList list:
                writer.WriteString("kind", "list");
                writer.WriteStartArray("parts");
                foreach (IFeatureMap part in list.Parts)
                {
                    WriteFeatures(writer, part);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new NotSupportedException("Features of this type have no form in a file.");
        }

        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, ReadOnlySpan<double> numbers)
    {
        // A line of numbers, not a number a line: files stay small.
        writer.WriteRawValue("[" + string.Join(',', numbers.ToArray().Select(static n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture))) + "]");
    }
}
