using System.Text;
using FlowDemo.Interchange;
using FlowDemo.Targets.Tables;
using FlowDemo.Tests.Interchange;

namespace FlowDemo.Tests.Targets.Tables;

/// <summary>The tables that people have: what is read, what is said of it, and what is refused for having two readings.</summary>
public sealed class PointColumnsTests
{
    [Theory]
    [InlineData("x;y\n-1,5;0,75\n3;-2\n", "read with ';' between fields, decimal commas, the header in line 1, columns x and y")]
    [InlineData("-1,5;0,75\n3;-2\n", "read with ';' between fields, decimal commas, no header, rows from line 1, columns 1 and 2")]
    [InlineData(
        "a, mm;b, mm\n-1,5;0,75\n3;-2\n", "read with ';' between fields, decimal commas, the header in line 1, columns a, mm and b, mm")]
    [InlineData("x;y\n-1.5;.75\n3;-2\n", "read with ';' between fields, the header in line 1, columns x and y")]
    [InlineData("x\ty\n-1.5\t.75\n3\t-2\n", "read with tabs between fields, the header in line 1, columns x and y")]
    [InlineData("x\ty\n-1,5\t0,75\n3\t-2\n", "read with tabs between fields, decimal commas, the header in line 1, columns x and y")]
    [InlineData("-1,5 0,75\n 3  -2 \n", "read with spaces between fields, decimal commas, no header, rows from line 1, columns 1 and 2")]
    [InlineData("# x y\n-1.5 0.75\n3 -2\n", "read with spaces between fields, the header in line 1, columns x and y")]
    [InlineData("# made by hand\n# x,y\n-1.5,0.75\n3,-2\n", "read with ',' between fields, the header in line 2, columns x and y")]
    [InlineData("A title\n\nx,y\n-1.5,0.75\n3,-2\n", "read with ',' between fields, the header in line 3, columns x and y")]
    [InlineData("A title\n-1.5,0.75\n3,-2\n", "read with ',' between fields, no header, rows from line 2, columns 1 and 2")]
    [InlineData("by: foo\non,2020\nx,y\n-1.5,0.75\n3,-2\n", "read with ',' between fields, the header in line 3, columns x and y")]
    [InlineData(
        "\"x\",\"y\"\n\"-1,5\",\"0,75\"\n\"3\",\"-2\"\n",
        "read with ',' between fields, decimal commas, the header in line 1, columns x and y")]
    [InlineData("x,y\n\u22121.5,0.75\n3,\u22122\n", null)]
    [InlineData("x,y\n-1.5,0.75\n3,-2\n", null)]
    public void The_form_of_a_table_is_found_out_and_said(string text, string? reading)
    {
        using HostileCulture _ = HostileCulture.Enter();
        PointColumns points = Read(text);
        Assert.Equal([(-1.5, 0.75), (3, -2)], points.Values);
        Assert.Equal(reading, points.Reading?.Text);
        Assert.NotEqual(false, points.Reading?.IsGuess);
    }

    [Theory]
    [InlineData(",x,y\n0,5,6\n1,7,9\n2,8,4\n", "column 1")]
    [InlineData("n,x,y\n1,5,6\n2,7,9\n3,8,4\n", "n")]
    [InlineData("id,x,y\n17,5,6\n4,7,9\n12,8,4\n", "id")]
    [InlineData("Unnamed: 0,x,y\n9,5,6\n3,7,9\n7,8,4\n", "Unnamed: 0")]
    [InlineData("x,y\n1,5,6\n2,7,9\n3,8,4\n", "column 1")]
    public void A_column_that_counts_or_names_rows_is_left_out_and_named(string text, string label)
    {
        PointColumns points = Read(text);
        Assert.Equal([(5, 6), (7, 9), (8, 4)], points.Values);
        Assert.EndsWith(
            $"columns x and y, leaving out {label}, which counts or names rows", points.Reading!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_counts_is_taken_where_there_is_no_other()
    {
        PointColumns points = Read("x,y\n1,5\n2,7\n3,4\n");
        Assert.Equal([(1, 5), (2, 7), (3, 4)], points.Values);
        Assert.Null(points.Reading);
        Assert.Equal([(1, 5), (2, 7), (3, 4)], Read("n,x,y\n1,5,0\n2,7,0\n3,4,0\n", new ColumnPair("n", "x")).Values);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("None")]
    [InlineData("N/A")]
    [InlineData("#N/A")]
    [InlineData("na")]
    public void A_missing_mark_is_one_wherever_it_stands(string mark)
    {
        foreach (int place in (int[])[0, 1, 2])
        {
            string[] column = ["1", "5", "2"];
            column[place] = mark;
            PointColumns points = Read($"x,y,z\n{column[0]},6,1\n{column[1]},7,2\n{column[2]},8,9\n");
            Assert.Equal(("x", "y"), (points.LabelX, points.LabelY));
            Assert.Equal([place], points.Values.Index().Where(static v => v.Item.X is null).Select(static v => v.Index));
            Assert.EndsWith($"columns x and y, missing marks '{mark}'", points.Reading!.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Marks_of_ones_own_take_the_place_of_the_usual_ones()
    {
        TableForm form = new() { Missing = "-999, x" };
        PointColumns points = Read("a,b\n1,-999\n2,3\nX,4\n", form: form);
        Assert.Equal([(1, null), (2, 3), (null, 4)], points.Values);
        Assert.False(points.Reading!.IsGuess);
        Assert.Contains("'?' is not a finite number", Refusal("a,b\n1,?\n2,3\n", form), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "1,2,foo;3;4\n2,5,bar;4;5\n", "The fields of 'f.csv' may be separated by a comma or by a semicolon; say which with '--delimiter'.")]
    [InlineData("x,y\n\"1,234\",\"5,678\"\n", "'1,234' may be 1.234 or 1234; ")]
    [InlineData("1,05,2,5\n2,5,3,25\n", "may hold 4 columns of whole numbers or 2 of numbers with decimal commas; ")]
    [InlineData(
        "p,x,y\n$12,1,2\n$9,2,4\n",
        "line 2, column 1 (p): '$12' is no plain number; write it as one, or choose other columns with '--columns'.")]
    [InlineData("p,x,y\n\"1,234.5\",1,2\n\"2,345.0\",2,4\n", "column 1 (p): '1,234.5' is no plain number; ")]
    [InlineData("p,x,y\n12%,1,2\n9%,2,4\n", "column 1 (p): '12%' is no plain number; ")]
    [InlineData("sample,t,x,y\n0,0,1,2\n0,1,3,4\n1,0,5,6\n1,1,2,2\n", "'f.csv' holds trajectories, ")]
    [InlineData(
        ",x\n0,5\n1,6\n2,4\n", "one column of numbers besides those that count its rows, 'x'; points need two, chosen by '--columns'")]
    [InlineData(
        "x,y\n1,5,2\n7,6,3\n8,1,1\n",
        "line 1, column 3: the line has 2 fields where the others have 3; where a header stands further down, '--header LINE' names its "
            + "line.")]
    [InlineData("x,y\nmm,mm\n1,2\n3,5\n4,4\n", "or say '--header 2' where this line names the columns.")]
    public void What_may_be_read_in_two_ways_is_refused_with_the_remedy(string text, string complaint) =>
        Assert.Contains(complaint, Refusal(text, TableForm.Guessed), StringComparison.Ordinal);

    [Fact]
    public void What_the_user_says_goes_before_what_would_be_found_out()
    {
        const string text = "1,2,foo;3;4\n2,5,bar;4;5\n";
        Assert.Equal([(1, 2), (2, 5)], Read(text, form: new TableForm { Delimiter = ',' }).Values);
        Assert.Equal([(3, 4), (4, 5)], Read(text, form: new TableForm { Delimiter = ';' }).Values);
        Assert.Equal([(1, 2), (3, 5)], Read("2019,2020\n1,2\n3,5\n", form: new TableForm { Header = TableHeader.Parse("yes") }).Values);
        Assert.Equal([(1, 2), (3, 5)], Read("x,y\nmm,mm\n1,2\n3,5\n", form: new TableForm { Header = TableHeader.Parse("2") }).Values);
        Assert.Equal(
            [(null, null), (3, 5)], Read("a,b\n3,5\n", form: new TableForm { Header = TableHeader.Parse("no"), Missing = "a,b" }).Values);
    }

    [Fact]
    public void Commas_in_a_column_of_words_do_not_decide_about_decimals() => Assert.Equal(
        [(1, 2), (2.5, 3), (3, 5)], Read("1,5 1 2\na 2.5 3\nb 3 5\n", form: new TableForm { Delimiter = ' ' }).Values);

    [Fact]
    public void An_array_has_two_columns_or_two_are_chosen()
    {
        using NpyArray plain = Array("(3, 2)");
        Assert.Equal([(1, 2), (3, 4), (5, 6)], PointColumns.Of(plain, null).Values);
        using NpyArray wide = Array("(2, 3)");
        Assert.Equal([(3, 1), (6, 4)], PointColumns.Of(wide, new ColumnPair("3", "1")).Values);
        Assert.Contains(
            "has the shape 2 x 3; points are rows x 2; choose two columns with '--columns'",
            Assert.Throws<FlowDemoException>(() => PointColumns.Of(wide, null)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "no column '4'",
            Assert.Throws<FlowDemoException>(() => PointColumns.Of(wide, new ColumnPair("3", "4"))).Message,
            StringComparison.Ordinal);
        using NpyArray flat = Array("(6,)");
        Assert.Throws<FlowDemoException>(() => PointColumns.Of(flat, null));
    }

    private static NpyArray Array(string shape) => new(new MemoryStream(NpyFile.Doubles(shape, 1, 2, 3, 4, 5, 6)), "f.npy");

    private static string Refusal(string text, TableForm form) => Assert.Throws<FlowDemoException>(() => Read(text, form: form)).Message;

    private static PointColumns Read(string text, ColumnPair? columns = null, TableForm? form = null)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        form ??= TableForm.Guessed;
        return PointColumns.Of(PointsTable.Read(stream, "f.csv", form), form, columns);
    }
}
