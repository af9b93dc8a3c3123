using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning.Methods;

public sealed class InstaFlowTests
{
    private static readonly SampleBatch Noise = NormalNoise.Quasi(128, 1, NoiseStream.Test).Points;

    [Fact]
    public void Classes_of_one_unit_gaussian_are_learned_exactly()
    {
        // The flow of such a class moves every sample by the mean of the class, and so does its rectification.
        Target pair = LearningProblems.TargetOf(
            new GaussianMixture(GaussianComponent.Isotropic(1, 2, 1, 1), GaussianComponent.Isotropic(3, -1, 0.5, 1)));
        VelocityModel model = LearningProblems.Train(
            "instaflow:2,1", pair, LearningProblems.Small with { Regressor = RegressorKind.Affine, Steps = [1] });
        Assert.Equal([(1, 1), (1, null), (2, 1), (2, (int?)null)], model.Members.Select(static m => (m.Condition!.Index, m.Grid?.Steps)));
        Assert.Equal(
            2,
            model.Record.Findings.Count(
                static f => f.Name.EndsWith(": RMSE to the guided flow of the rectified flow", StringComparison.Ordinal)));
        foreach (ModelMember member in model.Members)
        {
            GaussianComponent mode = pair.Mixture.Components[member.Condition!.Index - 1];
            SampleBatch moved = Noise.NewLike();
            for (int i = 0; i < Noise.Count; i++)
            {
                (moved[i, 0], moved[i, 1]) = (Noise[i, 0] + mode.MeanX, Noise[i, 1] + mode.MeanY);
            }

            Assert.InRange(LearningProblems.EulerError(member.Field, TimeGrid.Uniform(1), Noise, moved), 0, 1e-8);
        }
    }

    [Fact]
    public void On_the_ring_one_step_comes_closer_to_the_guided_flow_than_four_of_its_own()
    {
        Target target = LearningProblems.Ring.Given(new ClassCondition(2, 4, 1.5));
        VelocityModel model = LearningProblems.Train(
            "instaflow", target, LearningProblems.Small with { Pairs = 500, Features = 200, Steps = [1, 4] });
        Assert.All(model.Members, m => Assert.Equal(target.Condition, m.Condition));
        Assert.Equal(LearningProblems.Ring.Mixture, model.Target);
        Flow flow = ExactFlow.Of(target, new LinearPath());
        SampleBatch truth = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(100), Noise, LearningProblems.OneThread);
        double four = LearningProblems.EulerError(flow.Field, TimeGrid.Uniform(4), Noise, truth);
        Assert.InRange(four, 0.18, 0.28);
        Assert.All(
            model.Members, m => Assert.InRange(LearningProblems.EulerError(m.Field, TimeGrid.Uniform(1), Noise, truth), 0, 0.75 * four));
    }

    [Fact]
    public void The_report_sets_distillation_alone_beside_it()
    {
        VelocityModel model = LearningProblems.Train(
            "instaflow",
            LearningProblems.Ring.Given(new ClassCondition(1, 4, 1.5)),
            LearningProblems.Small with { Pairs = 128, Features = 100, Steps = [1, 3] });
        Assert.Equal(
            [
                "symmetries of the target that each pair was completed by",
                "RMSE to the guided flow of 1 of its Euler steps",
                "RMSE to the guided flow of 3 of its Euler steps",
                "RMSE to the guided flow of the rectified flow",
                "RMSE to the guided flow of one step distilled from the rectified flow",
                "RMSE to the guided flow of one step distilled without it",
            ],
            model.Record.Findings.Select(static f => f.Name));

        // Two adjacent modes are mirror images of each other, and of the ring nothing else is left.
        Assert.Equal(2, model.Record.Findings[0].Value);
        Assert.Equal(128 * 500, model.Record.Evaluations);
    }

    [Fact]
    public void Without_a_class_all_are_trained_and_another_class_is_refused()
    {
        ITrainingMethod method = TrainingCatalog.All.Create("instaflow:3,2");
        Assert.Equal(
            ["class 1/3, guidance 2", "class 2/3, guidance 2", "class 3/3, guidance 2"],
            method.ConditionsOf(LearningProblems.Ring).Select(static c => c!.ToString()));
        Assert.Equal(
            [new ClassCondition(2, 3, 2)], method.ConditionsOf(LearningProblems.Ring.Given(new ClassCondition(2, 3, 2))).AsEnumerable());
        foreach (ClassCondition other in (ClassCondition[])[new(2, 4, 2), new(2, 3, 1)])
        {
            FlowDemoException fault = Assert.Throws<FlowDemoException>(() => method.ConditionsOf(LearningProblems.Ring.Given(other)));
            Assert.Contains($"instaflow:{other.Count},{other.Guidance}", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_method_trains_on_the_guided_flow_of_a_class()
    {
        Target target = LearningProblems.Ring.Given(new ClassCondition(3, 4, 3));
        VelocityModel model = LearningProblems.Train(
            "boss", target, LearningProblems.Small with { Pairs = 400, Steps = [2], Schedule = "uniform" });
        Assert.Equal((8, 2), (model.Target.Components.Length, (int)model.Record.Findings[0].Value));
        ModelMember member = Assert.Single(model.Members);
        Assert.Equal(target.Condition, member.Condition);
        Flow flow = ExactFlow.Of(target, new LinearPath());
        SampleBatch truth = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(100), Noise, LearningProblems.OneThread);
        double teacher = LearningProblems.EulerError(flow.Field, member.Grid!, Noise, truth);
        Assert.InRange(LearningProblems.EulerError(member.Field, member.Grid!, Noise, truth), 0, teacher / 5);
    }
}
