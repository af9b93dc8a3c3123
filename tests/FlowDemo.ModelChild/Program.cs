using FlowDemo.ModelChild;

// FIELD float32|float64 [jvp] [sigma] [FAULT]: see the classes for what there is.
string dtype = args[1];
string[] extras = args[2..];
IServedField field = ServedFields.Create(args[0]);
using Stream input = Console.OpenStandardInput();
using Stream output = Console.OpenStandardOutput();
return new Server(field, dtype == "float32", extras).Run(input, output);
