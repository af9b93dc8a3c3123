using FlowDemo.Fields;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;

namespace FlowDemo.Tests.Learning.Models;

public sealed class LearnedVelocityFieldTests
{
    private static readonly Flow Linear = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), new LinearPath());

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.29, 1)]
    [InlineData(0.3, 2)]
    [InlineData(0.3 - 1e-12, 2)]
    [InlineData(0.9, 2)]
    public void The_time_decides_which_knot_answers(double t, double expected)
    {
        LearnedVelocityField field = new([0, 0.3], [Constant(1), Constant(2)], Prediction.Velocity, Linear);
        Assert.Equal(expected, At(field, t, 0.5, 0.5).X);
    }

    [Fact]
    public void A_data_prediction_becomes_the_velocity_that_leads_there()
    {
        // On the linear path one step from t to 1 lands on the prediction.
        LearnedVelocityField field = new([], [Constant(3)], Prediction.Data, Linear);
        (double x, _) = At(field, 0.25, 0.5, -0.5);
        Assert.Equal(3, 0.5 + (0.75 * x), 1e-14);
        Assert.True(double.IsFinite(At(field, 1, 0.5, 0.5).X));
    }

    [Fact]
    public void A_residual_is_added_to_the_exact_velocity()
    {
        LearnedVelocityField field = new([], [Constant(0.125)], Prediction.Residual, Linear);
        (double x, double y) = At(field, 0.4, 0.5, -0.5);
        (double exactX, double exactY) = At(Linear.Field, 0.4, 0.5, -0.5);
        Assert.Equal(exactX + 0.125, x, 1e-15);
        Assert.Equal(exactY + 0.125, y, 1e-15);
    }

    [Fact]
    public void A_model_gives_the_member_of_the_grid()
    {
        ModelMember two = new(
            new TimeGrid(0, 0.3, 1), new LearnedVelocityField([0, 0.3], [Constant(1), Constant(2)], Prediction.Velocity, Linear));
        ModelMember one = new(new TimeGrid(0, 1), new LearnedVelocityField([0], [Constant(1)], Prediction.Velocity, Linear));
        VelocityModel model = new(
            TestMixtures.ThreeModes(),
            "linear",
            [two, one],
            new FlowDemo.Learning.TrainingRecord("boss", "test", new FlowDemo.Learning.TrainingOptions(), 0, [], []));
        Assert.Same(one, model.MemberFor(TimeGrid.Uniform(1)));
        Assert.Same(two, model.MemberFor(new TimeGrid(0, 0.3, 1)));
        Assert.Same(two, model.MemberFor(TimeGrid.Uniform(2)));
        Assert.False(two.Fits(TimeGrid.Uniform(2)));
        Assert.True(two.Fits(new TimeGrid(0, 0.3 + 1e-12, 1)));
    }

    private static LinearRegressor Constant(double value) => new(new AffineFeatures(false), [value, 0, 0, value, 0, 0]);

    private static (double X, double Y) At(IVelocityField field, double t, double x, double y)
    {
        SampleBatch point = SampleBatch.FromPoints((x, y));
        SampleBatch velocity = point.NewLike();
        field.Evaluate(t, point, velocity);
        return (velocity[0, 0], velocity[0, 1]);
    }
}
