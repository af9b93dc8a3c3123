using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Files;

/// <summary>Reads the parts of a model.</summary>
internal static class ModelReader
{
    public static VelocityModel Read(ModelElement root)
    {
        if (root.Integer("dimension") != 2)
        {
            throw root.Fault($"its dimension is {root.Integer("dimension")}; targets here are planar, so models have dimension 2");
        }

        string pathName = root.Text("path");
        IPath path = PathCatalog.All.Create(pathName);
        GaussianMixture mixture = ReadMixture(root, "target");
        TrainingRecord record = ReadRecord(root["training"]);
        Target target = new(record.TargetName, mixture, record.TargetName, record.TargetName);
        ImmutableArray<ModelMember> members = [.. root.Objects("members").Select(m => ReadMember(m, target, path))];
        return members.IsEmpty
            ? throw root.Fault("it has no members")
            : new VelocityModel(mixture, pathName, members, record);
    }

    private static TrainingRecord ReadRecord(ModelElement element)
    {
        TrainingOptions options = new()
        {
            Budgets = [.. element.Numbers("steps").Select(static n => (int)n)],
            Pairs = element.Integer("pairs"),
            Seed = element.Integer("seed"),
            Regressor = RegressorKinds.Parse(element.Text("regressor")),
            Features = element.Has("features") ? element.Integer("features") : null,
            Residual = element.Has("residual") ? element.Flag("residual") : null,
            UseSymmetry = element.Flag("symmetry"),
            WeighBySensitivity = element.Flag("sensitivity"),
            Penalty = element.Number("penalty"),
            Hidden = element.Integer("hidden"),
            Iterations = element.Integer("iterations"),
            Schedule = element.Has("schedule") ? element.Text("schedule") : null,
        };
        return new TrainingRecord(
            element.Text("method"),
            element.Text("target"),
            options,
            element.Long("evaluations"),
            [.. element.Objects("findings").Select(static f => new Finding(f.Text("name"), f.Number("value")))],
            element.Texts("warnings"));
    }

    private static GaussianMixture ReadMixture(ModelElement parent, string field) =>
        new(parent.Rows(field, 6).Select(static r => new GaussianComponent(r[0], r[1], r[2], r[3], r[4], r[5])).ToArray());

    private static ModelMember ReadMember(ModelElement element, Target target, IPath path)
    {
        ClassCondition? condition = element.Has("class") ? ClassCondition.Parse(element.Text("class"), element.Number("guidance")) : null;
        Flow teacher = ExactFlow.TeacherOf(target.Given(condition), path);
        TimeGrid? grid = element.Has("grid") ? new TimeGrid(element.Numbers("grid").AsSpan()) : null;
        string kind = element.Text("kind");
        IModelField field = kind switch
        {
            "oracle-2rf" => new OracleReflowField(teacher),
            "learned" => ReadLearned(element, teacher),
            _ => throw element.Fault($"there is no kind of field '{kind}'; the kinds are learned and oracle-2rf"),
        };
        return new ModelMember(grid, field) { Condition = condition };
    }

    private static LearnedVelocityField ReadLearned(ModelElement element, Flow teacher)
    {
        ImmutableArray<double> knots = element.Numbers("knots");
        ImmutableArray<ILearnedFunction> functions = [.. element.Objects("functions").Select(ReadFunction)];
        return functions.Length == Math.Max(1, knots.Length)
            ? new LearnedVelocityField(knots, functions, Predictions.Parse(element.Text("prediction")), teacher)
            : throw element.Fault($"a field has {functions.Length} functions for {knots.Length} knots");
    }

    private static ILearnedFunction ReadFunction(ModelElement element)
    {
        if (element.Text("kind") == "perceptron")
        {
            int hidden = element.Integer("hidden");
            ImmutableArray<double> weights = element.Numbers("weights");
            return hidden is >= 1 and <= 512 && weights.Length == Perceptron.WeightCount(hidden)
                ? new Perceptron(hidden, weights)
                : throw element.Fault($"a perceptron of {hidden} hidden units has {weights.Length} weights; it takes {Perceptron.WeightCount(Math.Clamp(hidden, 1, 512))}");
        }

        if (element.Text("kind") != "linear")
        {
            throw element.Fault($"there is no kind of function '{element.Text("kind")}'");
        }

        IFeatureMap features = ReadFeatures(element["features"]);
        ImmutableArray<double> coefficients = element.Numbers("coefficients");
        return coefficients.Length == 2 * features.Count
            ? new LinearRegressor(features, coefficients)
            : throw element.Fault($"a function has {coefficients.Length} coefficients for {features.Count} features; it takes two for each");
    }

    private static IFeatureMap ReadFeatures(ModelElement element)
    {
        string kind = element.Text("kind");
        return kind switch
        {
            "affine" => new AffineFeatures(element.Flag("time")),
            "fourier" => new FourierFeatures(element.Numbers("frequencies")),
            "responsibility" => new ResponsibilityFeatures(
                ReadMixture(element, "mixture"),
                [.. element.Numbers("probes").Chunk(2).Where(static p => p.Length == 2).Select(static p => new ResponsibilityProbe(p[0], p[1]))]),
            "time-powers" => new TimePowerFeatures(ReadFeatures(element["inner"])),
            "list" => new FeatureList([.. element.Objects("parts").Select(ReadFeatures)]),
            _ => throw element.Fault($"there is no kind of features '{kind}'"),
        };
    }
}
